/** Types of command.mjs; the comments are there. */
export declare function linkCommand(root: string): void
