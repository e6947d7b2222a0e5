import fc from 'fast-check'
import { type BackendName, kernels, setBackend } from '../../../src/math/kernels/index.js'
import type { Operand } from '../../../src/math/kernels/Kernels.js'
import { type ProductLengths, stackedProducts } from '../../../src/math/kernels/stackedProducts.js'
import { data } from './arbitraries.js'

interface Stacks {
  /** The sizes are those of the stacks, without the last two axes. */
  readonly a: Operand
  readonly b: Operand
  readonly stack: readonly number[]
  readonly lengths: ProductLengths
  readonly options: { readonly transposeA: boolean; readonly transposeB: boolean }
}

/** Two stacks of matrices that broadcast; the products are computed by loops and by kernels. */
export const stacks: fc.Arbitrary<Stacks> = fc
  .record({
    axes: fc.array(fc.record({ length: fc.nat(4), inA: fc.boolean(), inB: fc.boolean() }), {
      maxLength: 3,
    }),
    lengths: fc.record({ m: fc.nat(9), k: fc.nat(40), n: fc.nat(9) }),
    options: fc.record({ transposeA: fc.boolean(), transposeB: fc.boolean() }),
  })
  .chain(({ axes, lengths, options }) => {
    const [a, b] = [
      axes.map(({ length, inA, inB }) => (inA || !inB ? length : 1)),
      axes.map(({ length, inA, inB }) => (inB || !inA ? length : 1)),
    ]
    const { m, k, n } = lengths
    const elements = (size: readonly number[], ofOne: number) =>
      data(size.reduce((product, length) => product * length, ofOne))
    return fc.record({
      a: elements(a, m * k).map((values) => ({ data: values, size: a })),
      b: elements(b, k * n).map((values) => ({ data: values, size: b })),
      stack: fc.constant(axes.map(({ length }) => length)),
      lengths: fc.constant(lengths),
      options: fc.constant(options),
    })
  })

/** By that backend; the active one stays active. */
export function productsBy(
  name: BackendName,
  { a, b, stack, lengths, options }: Stacks,
): Float64Array {
  const before = kernels().name
  setBackend(name)
  try {
    return stackedProducts(a, b, stack, lengths, options)
  } finally {
    setBackend(before)
  }
}

/** The same stacks after every element went through `part`. */
export function mapped(stacks: Stacks, part: (x: number) => number): Stacks {
  const operand = ({ data, size }: Operand) => ({ data: data.map(part), size })
  return { ...stacks, a: operand(stacks.a), b: operand(stacks.b) }
}
