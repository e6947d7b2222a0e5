import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { math } from '../../src/math/instance.js'
import { flat, shape, tensor } from '../../src/math/storage.js'
import { type Matrix, type Num, type Value, valueIn } from '../../src/math/types.js'

/** An array of a golden file. */
export interface GoldenArray {
  readonly shape: readonly number[]
  readonly data: unknown
}

export type GoldenValue = number | readonly number[] | GoldenArray

/** A golden file (see README.md); the caller knows its form. */
export function golden<File>(name: string): File {
  return JSON.parse(readFileSync(new URL(`./${name}.json`, import.meta.url), 'utf8'))
}

/** As a number or a matrix. */
export function numbers(value: GoldenValue): Num {
  if (typeof value === 'number') return value
  if (Array.isArray(value)) return math.matrix(value as number[])
  const { shape: size, data } = value as GoldenArray
  if (size.length === 0) return data as number
  return tensor((data as unknown[]).flat(Infinity) as number[], size)
}

export interface Tolerance {
  readonly relative: number
  readonly absolute: number
}

/** Equal shapes, and |a − b| ≤ absolute + relative · |b| everywhere; NaN equals NaN. */
export function assertClose(
  actual: Value,
  expected: Value,
  { relative, absolute }: Tolerance,
  what = 'value',
): void {
  const [a, b] = [elements(valueIn(actual)), elements(valueIn(expected))]
  assert.deepEqual(shape(actual), shape(expected), `shape of ${what}`)
  for (let i = 0; i < b.length; i++) {
    const near = Math.abs(a[i] - b[i]) <= absolute + relative * Math.abs(b[i])
    assert.ok(near || Object.is(a[i], b[i]), `${what}[${i}]: ${a[i]}, expected ${b[i]}`)
  }
}

export function elements(x: Num): Float64Array {
  return typeof x === 'number' ? Float64Array.of(x) : flat(x as Matrix)
}
