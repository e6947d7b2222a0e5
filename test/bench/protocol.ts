/**
 * What the benchmark and its peer processes say to each other: JSON, one message a line, over stdin
 * and stdout. host/peer.ts and host/peer.py are the other end.
 */

/** What a peer is asked to do. */
export interface Request {
  /** A key of the peer's table of work. */
  readonly work: string
  /** Shapes of the operands, where the work leaves them open. */
  readonly operands?: readonly (readonly number[])[]
  /** From where to where their elements lie; from 0 to 1 unless it is said. */
  readonly range?: readonly [number, number]
  /** How long to measure. */
  readonly milliseconds: number
  /** How long to run before, the first time; in milliseconds too. */
  readonly warmUp: number
  /** Time on the clock, or what the processor spent on the peer, all of its threads together. */
  readonly clock: Clock
}

export type Clock = 'wall' | 'cpu'

/** The first thing that a peer says: it is ready, or the reason why it cannot be. */
export interface Greeting {
  readonly ready: boolean
  /** Name and version of what it runs. */
  readonly version?: string
  readonly error?: string
}

export interface Answer {
  /** Milliseconds of each call; undefined when the peer has no such work. */
  readonly times?: readonly number[]
  /** Numbers that show what was done: every peer must come to the same. */
  readonly check?: readonly number[]
  /** What stopped it. */
  readonly error?: string
}

/** What a peer's module exports. */
export interface PeerModule {
  /** 'mathjs 15.2.0' */
  readonly version: string
  readonly work: Readonly<Record<string, Prepare>>
}

/** Makes the data of a piece of work; undefined when this peer cannot do it. */
export type Prepare = (request: Request) => Promise<Work | undefined> | Work | undefined

export interface Work {
  /** Does the work once. */
  readonly run: () => unknown
  /** Set where the work is done by other processes, whose time the clock 'cpu' does not see. */
  readonly elsewhere?: boolean
  /** Called once, before anything is timed; nothing where there is nothing to compare. */
  readonly check: () => readonly number[]
}
