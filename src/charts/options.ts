/** The options that charts share, each with its type, and the checks of what a chart is given. */
import { DomainError } from '../math/errors.js'
import { checkParts, type Kinds } from '../math/options.js'
import { shown } from '../math/shown.js'
import { isList } from '../math/types.js'
import { numberOrGap } from './chart.js'

/** Of a chart that has its own size. */
export const TITLES = { title: 'string', subtitle: 'string', description: 'string' } as const

export const CHART_OPTIONS = { ...TITLES, width: 'positive', height: 'positive' } as const

/** Of a chart whose y axis alone is asked for. */
export const FRAME_OPTIONS = {
  ...CHART_OPTIONS,
  xTitle: 'string',
  yTitle: 'string',
  yDomain: 'interval',
  yFormat: 'string',
} as const

export const XY_OPTIONS = {
  ...FRAME_OPTIONS,
  xDomain: 'interval',
  xLog: 'boolean',
  yLog: 'boolean',
} as const

/** Of a function of two variables. */
export const MAP_OPTIONS = {
  ...CHART_OPTIONS,
  xDomain: 'interval',
  yDomain: 'interval',
  xTitle: 'string',
  yTitle: 'string',
  valueTitle: 'string',
} as const

/** Checks each thing of a list as checkParts does, under a name like 'lineChart, series[1]'. */
export function checkEach<Part extends object>(
  parts: readonly Part[],
  known: Readonly<Record<keyof Part & string, Kinds>>,
  where: string,
  needed: readonly (keyof Part & string)[],
): void {
  Array.from(parts).forEach((part, i) => {
    checkParts(part, known, `${where}[${i}]`, needed)
  })
}

/**
 * @param from what gives such a thing, as in 'the history of a Trainer'
 * @throws DomainError unless `given` is an object with these lists.
 */
export function requireLists<Given extends object>(
  where: string,
  given: Given,
  lists: readonly (keyof Given & string)[],
  from: string,
): void {
  const isObject = typeof given === 'object' && given !== null
  const missing = lists.find((name) => !isObject || !isList(given[name]))
  if (missing === undefined) return
  const isPromise = given instanceof Promise
  throw new DomainError({
    where,
    expected: `${from}, with its list '${missing}'`,
    given: isObject && !isPromise ? `${missing}: ${shown(given[missing])}` : shown(given),
    mend: isPromise ? 'wait for it first: await …' : `pass ${from}`,
  })
}

/** @throws DomainError for what f gives but is no number: it would be drawn as a gap. */
export function giving<Given extends readonly number[]>(
  where: string,
  f: (...given: Given) => number,
): (...given: Given) => number {
  return (...given) => {
    const y = f(...given)
    const height = numberOrGap(y)
    if (height !== undefined) return height
    throw new DomainError({
      where,
      expected: 'a function that gives a number',
      given: `${shown(y)} at ${given.join(', ')}`,
      mend: 'return one number; of a Variable its value, of a matrix an element',
    })
  }
}
