/**
 * # Experiments
 *
 * A figure of the book, and the training that should reproduce it. The band is the spread of the
 * book's own code over two or three seeds; it is written down before we measure, and a result
 * outside it is shown as such: never tuned to fit, never widened.
 *
 * The book draws batches with replacement and measures after the last iteration; so does every
 * experiment that is compared with it.
 */
import type { Dataset } from '../../data/Dataset.js'
import type { Network } from '../../nn/models/Network.js'
import { accuracyOn } from '../evaluate.js'
import type { Optimizer } from '../Optimizer.js'
import { kernelSignal, pauses } from '../pause.js'
import { Trainer } from '../Trainer.js'

/** One number that an experiment finds. */
export interface Measure {
  /** The book's figure, as it stands there; left out where the book prints none. */
  readonly book?: string
  /** From the least to the most that the book's code gives. */
  readonly band?: readonly [least: number, most: number]
}

/** A training of the book, and what it should find. */
export interface Experiment<Name extends string = string> {
  /** As on the command line: 'two-layer-sigmoid'. */
  readonly name: string
  /** A sentence. */
  readonly title: string
  /** Sizes, rates and lengths, for a reader who knows the field. */
  readonly settings: string
  /** Where in the notes and in the book. */
  readonly source: string
  /** A run for each; deterministic experiments have one. */
  readonly seeds: readonly number[]
  /** Why seeds are outside the band, where some are. */
  readonly explanation?: string
  /** Whether its first seed takes seconds, so that `npm test` runs it. */
  readonly quick: boolean
  /** What it finds, by name, and what the book has there. */
  readonly measures: Readonly<Record<Name, Measure>>
  /** Trains and measures; a number for each measure, the same for the same seed. */
  run(seed: number): Promise<Readonly<Record<Name, number>>>
}

/** Infers the names of the measures, so that `run` must find each of them. */
export function experiment<Name extends string>(declared: Experiment<Name>): Experiment<Name> {
  return declared
}

/** Five seeds that nobody chose. */
export const SEEDS: readonly number[] = [1, 2, 3, 4, 5]

/** A number printed with so many digits behind the point: anything that rounds to it. */
export function printed(book: string): Required<Measure> {
  const digits = /\.(\d+)/.exec(book)?.[1].length ?? 0
  const exponent = Number(/e([+-]\d+)$/.exec(book)?.[1] ?? 0)
  const half = 0.5 * 10 ** (exponent - digits)
  return { book, band: [Number(book) - half, Number(book) + half] }
}

/** A band that the book's code filled: '0.9435–0.9470'. */
export function band(least: number, most: number): Required<Measure> {
  return { book: `${least}–${most}`, band: [least, most] }
}

export interface Training {
  readonly train: Dataset
  readonly optimizer: Optimizer
  readonly batchSize: number
  readonly iterations: number
  readonly seed: number
}

/** Trains as the book does; the losses of all iterations. */
export async function trainAsTheBook(
  net: Network,
  { train, ...options }: Training,
): Promise<readonly number[]> {
  const sampling = 'withReplacement'
  const trainer = new Trainer(net, { train }, { ...options, sampling, evaluate: false })
  return (await trainer.fit()).loss
}

/** The share of a data set that the network gets right. */
export function accuracyAtEnd(net: Network, data: Dataset): Promise<number> {
  return accuracyOn(net, data, pauses(kernelSignal()))
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
