import fc from 'fast-check'

/** What float64 arithmetic may stumble over. */
export const specialNumbers: readonly number[] = [
  0,
  -0,
  1,
  -1,
  2,
  0.5,
  Number.NaN,
  Infinity,
  -Infinity,
  Number.MIN_VALUE,
  -Number.MIN_VALUE,
  5e-310,
  -5e-310,
  2.2250738585072014e-308,
  Number.MAX_VALUE,
  -Number.MAX_VALUE,
  Number.EPSILON,
  709.782712893384,
  709.7827128933841,
  -708.3964185322641,
  -745.1332191019411,
  -745.1332191019412,
  2 ** 53,
  1e300,
  1e-300,
]

export const anyNumber: fc.Arbitrary<number> = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom(...specialNumbers) },
  { weight: 2, arbitrary: fc.double({ min: -50, max: 50, noNaN: true }) },
  { weight: 1, arbitrary: fc.double() },
)

/**
 * A long array from a short one, so that a failing case stays small: values repeated to `length`.
 */
export function repeated(values: readonly number[], length: number): Float64Array {
  return Float64Array.from({ length }, (_, i) => values[i % values.length])
}

/** Ordinary numbers as often as special ones: a single NaN makes a whole sum NaN. */
const someValues = fc.oneof(
  fc.array(fc.double({ min: -9, max: 9, noNaN: true }), { minLength: 1, maxLength: 41 }),
  fc.array(anyNumber, { minLength: 1, maxLength: 41 }),
)

/** Arrays of this length. */
export function data(length: number): fc.Arbitrary<Float64Array> {
  return someValues.map((values) => repeated(values, length))
}

/** Lengths on both sides of every switch: loop or kernel, odd or even, one part or several. */
export const length: fc.Arbitrary<number> = fc.oneof(
  fc.integer({ min: 0, max: 140 }),
  fc.integer({ min: 500, max: 520 }),
  fc.integer({ min: 8185, max: 8200 }),
  fc.integer({ min: 16380, max: 16390 }),
)
