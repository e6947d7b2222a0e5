/**
 * What main.ts and its peer processes say to each other, and what a peer's module exports.
 */

/** Makes the data of a piece of work; the function that it returns does the work once. */
export type Prepare = () => Promise<Work> | Work

/** Does the work once. The number, where there is one, shows that all peers do the same work. */
export type Work = () => number | undefined

export interface PeerModule {
  readonly work: Readonly<Record<string, Prepare>>
}

export interface Request {
  /** Name of the piece of work. */
  readonly name: string
  /** How long to measure, in milliseconds, after a warm-up of the same length. */
  readonly milliseconds: number
}

export interface Answer {
  /** Milliseconds of each call; undefined when the peer has no such work. */
  readonly times?: readonly number[]
  /** What the first call returned. */
  readonly first?: number
  /** What stopped it. */
  readonly error?: string
}
