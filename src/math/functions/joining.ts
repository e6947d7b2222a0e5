/** Matrices put together along an axis, and taken apart. */
import { DomainError, ShapeError } from '../errors.js'
import type { Extension, Given } from '../extension.js'
import { count, type FlatMatrix, isFlat } from '../flatStorage.js'
import { along, gather, scatter, selectedSize } from '../places.js'
import { checkAxis, checkSize, type Size, sameSize, withoutAxis, written } from '../shapes.js'
import { shown } from '../shown.js'
import { isMatrix } from '../types.js'
import { checkCount, numbers } from './lists.js'

/** One behind the other along an axis that they have. */
function concatenated(parts: readonly FlatMatrix[], axis: number): FlatMatrix {
  const [first] = parts
  checkAxis(first._size, axis, 'math.concat')
  for (const part of parts) checkBeside(first._size, part._size, axis)
  const size = first._size.slice()
  size[axis] = parts.reduce((length, part) => length + part._size[axis], 0)
  checkSize(size, 'math.concat')
  const joined = new Float64Array(count(size))
  let from = 0
  for (const { _flat, _size } of parts) {
    scatter(joined, size, along(size, axis, { from, length: _size[axis] }), _flat)
    from += _size[axis]
  }
  return first.createFlat(joined, size, first._boolean)
}

function checkBeside(a: Size, b: Size, axis: number): void {
  if (a.length === b.length && sameSize(withoutAxis(a, axis), withoutAxis(b, axis))) return
  throw new ShapeError({
    where: 'math.concat',
    expected: `the same lengths on every axis but axis ${axis}`,
    given: `${written(a)} and ${written(b)}`,
    mend: 'choose the axis along which they differ, or math.stack along a new one',
  })
}

const PARTS = '...Array|Matrix|number|BigNumber'

/** mathjs's, which joins along the last axis unless a last number says another. */
const concat: Extension = {
  name: 'concat',
  oneBasedInExpressions: 'last',
  signatures: ({ mathjs }) => ({
    [PARTS]: (args: unknown[]) => {
      const [parts, axis] = withoutLastNumber(args)
      if (!ofOneKind(parts)) return mathjs(PARTS)(args)
      return concatenated(parts, axis ?? parts[0]._size.length - 1)
    },
  }),
}

/** The parts, and the axis if there is one behind them. */
function withoutLastNumber(args: readonly unknown[]): [parts: readonly unknown[], axis?: number] {
  const last = args[args.length - 1]
  return typeof last === 'number' ? [args.slice(0, -1), last] : [args]
}

/** All numbers, or all Booleans. */
function ofOneKind(parts: readonly unknown[]): parts is FlatMatrix[] {
  return parts.length > 0 && parts.every(isFlat) && new Set(parts.map((p) => p._boolean)).size === 1
}

/** One behind the other along a new axis. */
function stacked(parts: readonly FlatMatrix[], axis: number): FlatMatrix {
  const [{ _size, _boolean, createFlat }] = parts
  const different = parts.find((part) => !sameSize(part._size, _size))
  if (different !== undefined) {
    throw new ShapeError({
      where: 'math.stack',
      expected: 'matrices of the same size',
      given: `${written(_size)} and ${written(different._size)}`,
      mend: 'math.concat joins along an axis that they have',
    })
  }
  const lines = parts.map((part) => expanded(part, axis))
  const joined = concatenated(lines, axis)
  return createFlat(joined._flat, joined._size, _boolean && ofOneKind(parts))
}

function expanded({ _flat, _size, createFlat }: FlatMatrix, axis: number): FlatMatrix {
  checkAxis([..._size, 1], axis, 'math.stack')
  return createFlat(_flat, [..._size.slice(0, axis), 1, ..._size.slice(axis)])
}

/** A part of a stack: a matrix or nested arrays of numbers. */
function asFlat(x: unknown, { use }: Given): FlatMatrix {
  const matrix = use('matrix') as (x: unknown) => unknown
  try {
    const made = Array.isArray(x) || isMatrix(x) ? matrix(x) : x
    if (isFlat(made)) return made
  } catch {
    // rows of different lengths
  }
  throw new DomainError({
    where: 'math.stack',
    expected: 'matrices of real numbers, and an axis as the last argument only',
    given: shown(x),
    mend: 'as in math.stack(a, b, 1)',
  })
}

const stack: Extension = {
  name: 'stack',
  help: {
    description: 'Matrices of one size along a new axis, the first unless the last number says it.',
    syntax: ['stack(a, b, …)', 'stack(a, b, …, axis)'],
    examples: ['stack([1, 2], [3, 4])', 'stack([1, 2], [3, 4], 2)'],
  },
  uses: ['matrix'],
  oneBasedInExpressions: 'last',
  signatures: (given) => ({
    '...any': (args: unknown[]) => {
      const [parts, axis = 0] = withoutLastNumber(args)
      const matrices = parts.map((part) => asFlat(part, given))
      if (matrices.length === 0) asFlat(axis, given)
      const result = stacked(matrices, axis)
      return parts.every(Array.isArray) ? result.valueOf() : result
    },
  }),
}

/** x in pieces: as many of equal length, or pieces of these lengths. */
function pieces(x: FlatMatrix, parts: unknown, axis: number): FlatMatrix[] {
  checkAxis(x._size, axis, 'math.split')
  let from = 0
  return lengthsOf(parts, x._size, axis).map((length) => {
    const places = along(x._size, axis, { from, length })
    from += length
    return x.createFlat(gather(x._flat, x._size, places), selectedSize(places), x._boolean)
  })
}

function lengthsOf(parts: unknown, size: Size, axis: number): readonly number[] {
  const whole = size[axis]
  if (typeof parts === 'number') checkCount(parts, 'the number of parts', 'math.split')
  const lengths =
    typeof parts === 'number'
      ? new Array<number>(parts).fill(whole / parts)
      : Array.from(numbers(parts, 'math.split'))
  const valid = lengths.every((length) => Number.isInteger(length) && length >= 0)
  if (valid && lengths.length > 0 && lengths.reduce((a, b) => a + b) === whole) return lengths
  throw new ShapeError({
    where: 'math.split',
    expected: `parts whose lengths add up to ${whole}, as x is ${written(size)}`,
    given: typeof parts === 'number' ? `${parts} equal parts` : `lengths ${shown(lengths)}`,
    mend: 'give a number that divides the length of the axis, or a length for each part',
  })
}

const split: Extension = {
  name: 'split',
  help: {
    description: 'A list of parts along an axis: so many of equal length, or of these lengths.',
    syntax: ['split(x, parts)', 'split(x, lengths)', 'split(x, lengths, axis)'],
    examples: ['split([1, 2, 3, 4], 2)', 'split([1, 2, 3; 4, 5, 6], [1, 2], 2)'],
  },
  oneBasedInExpressions: 2,
  signatures: () => ({
    'FlatMatrix,any': (x: FlatMatrix, parts: unknown) => pieces(x, parts, 0),
    'FlatMatrix,any,number': pieces,
  }),
}

export const joining: readonly Extension[] = [concat, stack, split]
