/** Types of bootstrap.mjs; the comments are there. */
export declare function main(args: readonly string[]): Promise<void>
export declare function packagesAreCurrent(project: string): boolean
export declare function buildIsCurrent(project: string): boolean
export declare function checkArguments(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): void
