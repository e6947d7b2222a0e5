/** Types of notebooks.mjs; the comments are there. */
export declare function copyPristineNotebooks(root: string): void
