/** Types of lock.mjs; the comments are there. */
export declare function withLock<T>(
  file: string,
  work: () => Promise<T>,
  onWait?: (holder: number) => void,
): Promise<T>

export declare function isAlive(pid: number): boolean
