/** What the commands tell the shell. */
export const exitCode = {
  good: 0,
  /** It ran, and something in it failed. */
  failed: 1,
  /** It was called wrongly, or given something that it cannot take. */
  wrongUse: 2,
  interrupted: 130,
} as const
