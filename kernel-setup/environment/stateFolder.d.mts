/** Types of stateFolder.mjs; the comments are there. */
export declare function stateFolder(project: string): string
