/** Types of steps.mjs; the comments are there. */
export interface Trouble {
  readonly expected: string
  readonly found: string
  readonly mend: string
}

export declare class SetupError extends Error {
  readonly exitCode: number
  constructor(trouble: Trouble)
}

export declare class Interrupted extends Error {
  constructor(message?: string)
}

export declare function interruptSignal(): AbortSignal

export type Report = (text: string) => void

export declare function step<T>(
  title: string,
  work: (report: Report) => Promise<{ note?: string; value: T }>,
): Promise<T>

export interface RunOptions {
  cwd?: string
  env?: NodeJS.ProcessEnv
  onLine?: Report
  timeout?: number
}

export declare function run(
  command: string,
  args: readonly string[],
  options?: RunOptions,
): Promise<{ status: number; output: string }>

export declare function lastLines(output: string, count?: number): string

export declare function isNetworkTrouble(output: string): boolean

export declare function exitCodeOf(name: string, work: () => Promise<void>): Promise<number>
