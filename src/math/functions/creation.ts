/** New matrices. */
import { DomainError } from '../errors.js'
import type { Extension, Given } from '../extension.js'
import type { FlatMatrix } from '../flatStorage.js'
import { count, nested } from '../flatStorage.js'
import { resultCopy } from '../kernels/uninitialized.js'
import { checkSize, type Size } from '../shapes.js'
import { shownEach } from '../shown.js'
import { isBigNumber, type Matrix } from '../types.js'
import { asNumber } from './lists.js'

function filled(size: Size, value: number, where: string, create: Given['create']): FlatMatrix {
  checkSize(size, where)
  const buffer = new Float64Array(count(size))
  return create(value === 0 ? buffer : buffer.fill(value), size.slice())
}

const LENGTHS = '...number|BigNumber|string'

/** Nested arrays, where mathjs's settings ask for them, of a matrix whose size has been checked. */
export function asSettingsAsk(made: FlatMatrix, { settings }: Given): unknown {
  return settings.matrix === 'Array' ? nested(made._flat, made._size, made._boolean) : made
}

/**
 * mathjs's `zeros(2, 3)`, and `zeros([2, 3])`, which is a Matrix here and an array in mathjs. A
 * BigNumber among the lengths asks mathjs for BigNumbers, a last word for a storage.
 */
const constant = (name: 'zeros' | 'ones', value: number): Extension => ({
  name,
  signatures: (given) => {
    const { create, mathjs } = given
    const where = `math.${name}`
    const ofSize = (size: Size) => filled(size, value, where, create)
    const inStorage = (list: readonly unknown[], storage: string) => {
      const size = sizeFrom(list)
      const holdsAll = storage !== 'sparse' || value !== 0
      if (size.length > 0 && holdsAll) checkSize(size, where)
      return mathjs('Array,string')(list.some(isBigNumber) ? list.slice() : size, storage)
    }
    return {
      Array: (list: readonly unknown[]) =>
        list.some(isBigNumber) ? inStorage(list, 'dense') : ofSize(sizeFrom(list)),
      Matrix: (size: Matrix) => inStorage(size.toArray(), size.storage()),
      'Array,string': inStorage,
      'Matrix,string': (size: Matrix, storage: string) => inStorage(size.toArray(), storage),
      [LENGTHS]: (lengths: unknown[]) => {
        if (areNumbers(lengths)) return asSettingsAsk(ofSize(lengths), given)
        const storage = lengths.at(-1)
        if (typeof storage === 'string') return inStorage(lengths.slice(0, -1), storage)
        checkSize(sizeFrom(lengths), where)
        return mathjs(LENGTHS)(lengths)
      },
    }
  },
})

/** BigNumbers and fractions as numbers, which checkSize looks at. */
const sizeFrom = (list: readonly unknown[]) => list.map(asNumber) as number[]

export function areNumbers(list: readonly unknown[]): list is readonly number[] {
  return list.every((x) => typeof x === 'number')
}

/** `full([2, 3], 7)`: every element the same. */
const full: Extension = {
  name: 'full',
  help: {
    description: 'A matrix with every element the same.',
    syntax: ['full(size, value)', 'full(length, value)'],
    examples: ['full([2, 3], 7)', 'full(3, 0.5)'],
  },
  signatures: ({ create }) => ({
    'Array,number': (size: readonly unknown[], value: number) =>
      filled(sizeFrom(size), value, 'math.full', create),
    'number,number': (length: number, value: number) =>
      filled([length], value, 'math.full', create),
  }),
}

/**
 * Numbers from `start`, up to but without `stop`, in steps: start + i·step. Computed anew for each
 * i, so that rounding does not add up; their count is ⌈(stop − start) / step⌉.
 */
function arange(start: number, stop: number, step: number, create: Given['create']): FlatMatrix {
  const length = Math.max(0, Math.ceil((stop - start) / step))
  if (!Number.isFinite(length)) {
    throw new DomainError({
      where: 'math.arange',
      expected: 'finite start and stop, and a step that is not 0',
      given: shownEach({ start, stop, step }),
      mend: 'as in math.arange(0, 1, 0.1)',
    })
  }
  checkSize([length], 'math.arange')
  return create(
    Float64Array.from({ length }, (_, i) => start + i * step),
    [length],
  )
}

const arangeExtension: Extension = {
  name: 'arange',
  help: {
    description: 'Numbers from start, up to but without stop, in steps.',
    syntax: ['arange(stop)', 'arange(start, stop)', 'arange(start, stop, step)'],
    examples: ['arange(4)', 'arange(0, 1, 0.25)'],
  },
  signatures: ({ create }) => ({
    number: (stop: number) => arange(0, stop, 1, create),
    'number,number': (start: number, stop: number) => arange(start, stop, 1, create),
    'number,number,number': (start: number, stop: number, step: number) =>
      arange(start, stop, step, create),
  }),
}

/** `points` numbers from start to stop, both included, at equal distances. */
function linspace(start: number, stop: number, points: number, create: Given['create']) {
  if (!(Number.isInteger(points) && points >= 2 && Number.isFinite(stop - start))) {
    throw new DomainError({
      where: 'math.linspace',
      expected: 'finite start and stop, and two points or more',
      given: shownEach({ start, stop, points }),
      mend: 'as in math.linspace(0, 1, 11)',
    })
  }
  checkSize([points], 'math.linspace')
  const last = points - 1
  const step = (stop - start) / last
  const values = Float64Array.from({ length: points }, (_, i) => start + i * step)
  values[last] = stop
  return create(values, [points])
}

const linspaceExtension: Extension = {
  name: 'linspace',
  help: {
    description: 'Numbers from start to stop, both included, at equal distances; 50 by default.',
    syntax: ['linspace(start, stop)', 'linspace(start, stop, points)'],
    examples: ['linspace(0, 1, 5)'],
  },
  signatures: ({ create }) => ({
    'number,number': (start: number, stop: number) => linspace(start, stop, 50, create),
    'number,number,number': (start: number, stop: number, points: number) =>
      linspace(start, stop, points, create),
  }),
}

/** A copy of a flat matrix without a detour through nested arrays. */
const matrix: Extension = {
  name: 'matrix',
  signatures: () => ({
    FlatMatrix: (x: FlatMatrix) => x.createFlat(resultCopy(x._flat), x._size.slice(), x._boolean),
  }),
}

export const creation: readonly Extension[] = [
  constant('zeros', 0),
  constant('ones', 1),
  full,
  arangeExtension,
  linspaceExtension,
  matrix,
]
