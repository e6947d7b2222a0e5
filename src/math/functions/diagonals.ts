/** Matrices with numbers on one diagonal: mathjs's, in flat storage where they are of numbers. */
import type { Extension, Signatures } from '../extension.js'
import { isFlat } from '../flatStorage.js'
import { checkSize } from '../shapes.js'
import { isMatrix } from '../types.js'
import { areNumbers, asSettingsAsk } from './creation.js'

type Made = (signature: string) => (...args: readonly unknown[]) => unknown

/** One implementation for all of these signatures, and with a word for a storage behind them. */
function withStorage(signatures: readonly string[], made: Made): Signatures {
  const all = signatures.flatMap((signature) => [signature, `${signature},string`])
  return Object.fromEntries(all.map((signature) => [signature, made(signature)]))
}

/** `identity(2, 3)`, `identity([2, 3])`; errors, arrays and BigNumbers are left to mathjs. */
const identity: Extension = {
  name: 'identity',
  signatures: (given) => {
    const ones: Made =
      (signature) =>
      (...args) => {
        const lengths = args
          .filter((arg) => typeof arg !== 'string')
          .flatMap((arg) => (isMatrix(arg) ? arg.toArray() : arg))
        const [rows, columns = Number(lengths[0])] = lengths.map(Number)
        const areLengths = [rows, columns].every((length) => Number.isInteger(length) && length > 0)
        if (areLengths && args.at(-1) !== 'sparse') checkSize([rows, columns], 'math.identity')
        if (!areLengths || !areNumbers(args)) return given.mathjs(signature)(...args)
        const diagonal = new Float64Array(rows * columns)
        for (let i = 0; i < Math.min(rows, columns); i++) diagonal[i * columns + i] = 1
        return asSettingsAsk(given.create(diagonal, [rows, columns]), given)
      }
    const length = ['number', 'BigNumber']
    const both = length.flatMap((rows) => length.map((columns) => `${rows},${columns}`))
    return withStorage([...length, ...both, 'Array', 'Matrix'], ones)
  },
}

/**
 * A vector on a diagonal of zeros, k to the right of the main one; in flat storage that of a matrix
 * of numbers is made. Else, and for the diagonal of a matrix, mathjs answers.
 */
const diag: Extension = {
  name: 'diag',
  signatures: ({ create, mathjs }) => {
    const placed: Made =
      (signature) =>
      (...args) => {
        const [x, given = 0] = args
        const k = typeof given === 'string' ? 0 : Number(given)
        const length = lengthOfVector(x)
        if (length === undefined || !Number.isInteger(k)) return mathjs(signature)(...args)
        const [down, right] = [Math.max(-k, 0), Math.max(k, 0)]
        const size = [length + down, length + right]
        if (args.at(-1) !== 'sparse') checkSize(size, 'math.diag')
        if (!isFlat(x) || x._boolean || !areNumbers(args.slice(1))) {
          return mathjs(signature)(...args)
        }
        const buffer = new Float64Array(size[0] * size[1])
        x._flat.forEach((value, i) => {
          buffer[(i + down) * size[1] + i + right] = value
        })
        return create(buffer, size)
      }
    const types = ['Array', 'Matrix']
    const withPlace = types.flatMap((x) => [`${x},number`, `${x},BigNumber`])
    return withStorage([...types, ...withPlace], placed)
  },
}

/** Undefined for a matrix with more axes. */
function lengthOfVector(x: unknown): number | undefined {
  if (isMatrix(x)) return x.size().length === 1 ? x.size()[0] : undefined
  return Array.isArray(x) && !Array.isArray(x[0]) ? x.length : undefined
}

export const diagonals: readonly Extension[] = [identity, diag]
