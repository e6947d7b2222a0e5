import type { Matrix } from '../math/types.js'

/** What an answer computed; undefined where the reader has not begun. */
export type Observed = number | boolean | string | undefined | Matrix | readonly Observed[]

/** Results by what they are: { 'f(0)': 1, 'dx for a batch of 3': Matrix }. */
export type Observation = Readonly<Record<string, Observed>>

/** A sentence for the reader, in both languages of the course. */
export interface Told {
  readonly en: string
  readonly zh: string
}
