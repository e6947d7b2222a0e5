/** Types of en.mjs. */
export declare const en: Readonly<Record<string, string>>
