/**
 * Nested arrays where a function of ours takes matrices: they become matrices on the way in, and
 * the result becomes an array on the way out, unless a matrix was among the arguments; as mathjs
 * does it.
 */
import type { Signatures } from '../extension.js'
import { isMatrix } from '../types.js'

/** The function itself, and how to make a matrix. */
interface Tools {
  self(...args: unknown[]): unknown
  /** Undefined where none can be made; `mixed` tells that elements need not be numbers. */
  matrix(data: unknown, mixed: boolean): object | undefined
  /** The answer to a call with an array of which no matrix can be made. */
  refused(args: readonly unknown[], array: unknown): unknown
}

/** Signatures for arrays, where `mathjs` has none that takes them. */
export function arraySignatures(
  ours: readonly string[],
  mathjs: readonly string[],
  { self, matrix, refused }: Tools,
): Signatures {
  const known = mathjs.map(typesOf)
  const found: Signatures = {}
  for (const types of ours.map(typesOf)) {
    const ofAnyMatrix = types.map((type) => (type === 'FlatMatrix' ? 'Matrix' : type)).join(',')
    const mixed = ours.includes(ofAnyMatrix)
    for (const variant of withArrays(types)) {
      if (known.some((other) => covers(other, variant))) continue
      const isNested = (i: number) => types[i] !== variant[i]
      const allNested = types.every((type, i) => type !== 'FlatMatrix' || isNested(i))
      found[variant.join(',')] = (...args: unknown[]) => {
        const matrices = args.map((x, i) => (isNested(i) ? matrix(x, mixed) : x))
        const other = args.findIndex((_, i) => isNested(i) && matrices[i] === undefined)
        if (other >= 0) return refused(args, args[other])
        const result = self(...matrices)
        return allNested && isMatrix(result) ? result.valueOf() : result
      }
    }
  }
  return found
}

function covers(known: readonly string[], types: readonly string[]): boolean {
  const taken = (i: number) => known[i] === types[i] || known[i].endsWith('any')
  return known.length === types.length && types.every((_, i) => taken(i))
}

const typesOf = (signature: string) => signature.split(',')

/** Every way to put Array for one or more FlatMatrix. */
function withArrays(types: readonly string[]): string[][] {
  const all = types.reduce<string[][]>(
    (heads, type) =>
      heads.flatMap((head) =>
        type === 'FlatMatrix'
          ? [
              [...head, type],
              [...head, 'Array'],
            ]
          : [[...head, type]],
      ),
    [[]],
  )
  return all.filter((variant) => variant.some((type, i) => type !== types[i]))
}
