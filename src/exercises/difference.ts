import { written } from '../math/shapes.js'
import { flat, shape } from '../math/storage.js'
import { isMatrix, type Matrix } from '../math/types.js'
import type { Observation, Observed, Told } from './observation.js'

/** The first place where two observations differ, in words; undefined when they agree. */
export function difference(
  given: Observation,
  expected: Observation,
  tolerance: number,
): Told | undefined {
  if ('error' in given && !('error' in expected)) {
    return { en: `It threw an error: ${given.error}`, zh: `出错了：${given.error}` }
  }
  for (const name of new Set([...Object.keys(expected), ...Object.keys(given)])) {
    if (agree(given[name], expected[name], tolerance)) continue
    const [gave, should] = [inWords(given[name]), inWords(expected[name])]
    return {
      en: `${name}: yours gives ${gave}, expected is ${should}.`,
      zh: `${name}：你的结果是 ${gave}，应为 ${should}。`,
    }
  }
  return undefined
}

function agree(given: Observed, expected: Observed, tolerance: number): boolean {
  if (typeof given === 'number' && typeof expected === 'number') {
    if (Object.is(given, expected) || given === expected) return true
    if (!Number.isFinite(given) || !Number.isFinite(expected)) return false
    return Math.abs(given - expected) <= tolerance * Math.max(1, Math.abs(expected))
  }
  if (isMatrix(given) && isMatrix(expected)) {
    const sameShape = written(shape(given)) === written(shape(expected))
    return sameShape && listsAgree([...flat(given)], [...flat(expected)], tolerance)
  }
  if (isList(given) && isList(expected)) return listsAgree(given, expected, tolerance)
  return given === expected
}

const isList = (value: Observed): value is readonly Observed[] => Array.isArray(value)

function listsAgree(
  given: readonly Observed[],
  expected: readonly Observed[],
  tolerance: number,
): boolean {
  const together = (value: Observed, i: number) => agree(value, expected[i], tolerance)
  return given.length === expected.length && given.every(together)
}

/** The longest list that is written out. */
const MANY = 12

function inWords(value: Observed): string {
  if (isMatrix(value)) return matrixInWords(value)
  if (isList(value)) return `[${value.map(inWords).join(', ')}]`
  return typeof value === 'number' ? String(Number(value.toPrecision(6))) : String(value)
}

function matrixInWords(matrix: Matrix): string {
  const values = [...flat(matrix)]
  const size = written(shape(matrix))
  return values.length > MANY ? `a matrix of ${size}` : `${size} with ${inWords(values)}`
}
