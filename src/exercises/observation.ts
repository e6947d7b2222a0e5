import type { Matrix } from '../math/types.js'

/**
 * What an answer computed; undefined where the reader has not begun. A text that is not code is
 * 'English · 中文'.
 */
export type Observed = number | boolean | string | undefined | Matrix | readonly Observed[]

/**
 * Results by what they are, in both languages: { 'f(0)': 1, 'dx for 3 rows · 3 行的 dx': Matrix }.
 */
export type Observation = Readonly<Record<string, Observed>>

/** A sentence for the reader, in both languages of the course. */
export interface Told {
  readonly en: string
  readonly zh: string
}
