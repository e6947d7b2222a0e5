/**
 * # Searching for hyper-parameters (超参数)
 *
 * What training does not learn, such as the learning rate, is found by trying. Points drawn at
 * random try more values of each parameter than a grid of as many points does, and where a factor
 * matters rather than a difference, they are drawn evenly on a logarithmic scale:
 *
 * $$ \log x \sim \mathcal{U}(\log a, \log b) $$
 *
 * What is compared is the accuracy on validation data: parameters chosen by the test data would
 * have seen it (slip E37).
 *
 * Source: notes, 超参数; the book's section 6.5; Bergstra and Bengio, 2012, for random against grid.
 */
import { DomainError } from '../math/errors.js'
import { checkOptions } from '../math/options.js'
import { Random } from '../math/random.js'
import { shown, shownEach } from '../math/shown.js'
import { ScoresOfNaN } from '../nn/accuracy.js'
import { Divergence } from './LastGood.js'

/** Draws one value of a hyper-parameter. */
export type Distribution = (random: Random) => number

/** Evenly between least and most. @throws DomainError unless least < most. */
export function uniform(least: number, most: number): Distribution {
  checkRange(least, most, Number.NEGATIVE_INFINITY, 'uniform')
  return (random) => least + (most - least) * random.uniform()
}

/** Evenly in the logarithm: as often from 1e-4 to 1e-3 as from 1e-3 to 1e-2.
 *
 * @throws DomainError unless 0 < least < most.
 */
export function logUniform(least: number, most: number): Distribution {
  checkRange(least, most, 0, 'logUniform')
  const [low, high] = [Math.log(least), Math.log(most)]
  return (random) => Math.exp(low + (high - low) * random.uniform())
}

/** Parameters that were tried, and how well they did. */
export interface Trial<Name extends string> {
  /** What was drawn, by name. */
  readonly parameters: Readonly<Record<Name, number>>
  /** What `score` said of them; the larger, the better. */
  readonly score: number
}

/** What `randomSearch` draws from, how often, and who judges. */
export interface Search<Name extends string> {
  /** By name, what to draw from: { lr: logUniform(1e-6, 1e-2) }. */
  readonly space: Readonly<Record<Name, Distribution>>
  /** How many to try: a positive whole number. */
  readonly trials: number
  /** Trains with these parameters and tells how well it went, on validation data. */
  score(parameters: Readonly<Record<Name, number>>, trial: number): number | Promise<number>
  /** Seed of the draws; 0 when left out. */
  readonly seed?: number
  /** Told after each trial. */
  onTrial?(trial: Trial<Name>, done: number): void
}

const KNOWN = {
  space: 'object',
  trials: 'number',
  score: 'function',
  seed: 'number',
  onTrial: 'function',
} as const

/**
 * Tries parameters drawn at random; all trials, the best first.
 *
 * A training that diverged, or a score of NaN, counts as the worst.
 * @throws DomainError unless there is something to search in, a positive whole number of trials,
 *   and a score that gives numbers.
 */
export async function randomSearch<Name extends string>(
  search: Search<Name>,
): Promise<readonly Trial<Name>[]> {
  checkOptions(search, KNOWN, 'randomSearch')
  checkSearch(search)
  const { space, trials, seed = 0 } = search
  const random = new Random(seed)
  const found: Trial<Name>[] = []
  while (found.length < trials) {
    const parameters = drawn(space, random)
    const trial = { parameters, score: await scoreOf(search, parameters, found.length) }
    found.push(trial)
    search.onTrial?.(trial, found.length)
  }
  const worth = ({ score }: Trial<Name>) => (Number.isNaN(score) ? Number.NEGATIVE_INFINITY : score)
  return found.sort((a, b) => worth(b) - worth(a))
}

/** NaN of a training that diverged, or whose scores are NaN. */
async function scoreOf<Name extends string>(
  { score }: Search<Name>,
  parameters: Readonly<Record<Name, number>>,
  trial: number,
): Promise<number> {
  try {
    const given: unknown = await score(parameters, trial)
    if (typeof given === 'number') return given
    throw new DomainError({
      where: 'randomSearch',
      expected: 'a score that gives a number: the larger, the better',
      given: `one that gives ${shown(given)}`,
      mend: 'return the accuracy on validation data, as in epochs.at(-1).validationAccuracy',
    })
  } catch (error) {
    if (error instanceof Divergence || error instanceof ScoresOfNaN) return Number.NaN
    throw error
  }
}

function drawn<Name extends string>(
  space: Search<Name>['space'],
  random: Random,
): Record<Name, number> {
  const entries = Object.entries<Distribution>(space).map(([name, draw]) => [name, draw(random)])
  return Object.fromEntries(entries) // the names are those of the space
}

function checkRange(least: number, most: number, above: number, where: string): void {
  if (least > above && least < most && most < Infinity) return
  throw new DomainError({
    where,
    expected: above === 0 ? 'two numbers above 0, the smaller first' : 'the smaller number first',
    given: `${shown(least)}, ${shown(most)}`,
    mend: `as in ${where}(1e-6, 1e-2)`,
  })
}

function checkSearch({ space = {}, trials, score }: Search<string>): void {
  const draws: readonly unknown[] = Object.values(space)
  const areDraws = draws.length > 0 && draws.every((draw) => typeof draw === 'function')
  if (areDraws && Number.isInteger(trials) && trials > 0 && typeof score === 'function') return
  throw new DomainError({
    where: 'randomSearch',
    expected: 'a space of one distribution or more, trials, a whole number from 1, and score',
    given: `space: {${shownEach(space)}}, ${shownEach({ trials, score })}`,
    mend: 'as in { space: { lr: logUniform(1e-6, 1e-2) }, trials: 100, score: … }',
  })
}
