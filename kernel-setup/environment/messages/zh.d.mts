/** Types of zh.mjs. */
export declare const zh: Readonly<Record<string, string>>
