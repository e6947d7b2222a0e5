import { sameSize, written } from '../math/shapes.js'
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
    return toldOf(name, given[name], expected[name], tolerance)
  }
  return undefined
}

function toldOf(name: string, given: Observed, expected: Observed, tolerance: number): Told {
  const called = inBoth(name)
  const place = placeIn(given, expected, tolerance)
  const [gave, should] = place?.values ?? [given, expected]
  const at = place
    ? { en: ` at [${place.index}]`, zh: `在 [${place.index}] 处` }
    : { en: '', zh: '' }
  return {
    en: `${called.en}: yours gives ${inWords(gave).en}${at.en}, expected is ${inWords(should).en}.`,
    zh: `${called.zh}：你的结果${at.zh}是 ${inWords(gave).zh}，应为 ${inWords(should).zh}。`,
  }
}

/**
 * The first element that differs, of matrices of one shape that are too large to be written out.
 */
function placeIn(given: Observed, expected: Observed, tolerance: number) {
  if (!isMatrix(given) || !isMatrix(expected)) return undefined
  const size = shape(given)
  const [gave, should] = [[...flat(given)], [...flat(expected)]]
  if (gave.length <= MANY || !sameSize(size, shape(expected))) return undefined
  const i = gave.findIndex((value, k) => !agree(value, should[k], tolerance))
  const strides = size.map((_, axis) => size.slice(axis + 1).reduce((a, b) => a * b, 1))
  const index = strides.map((stride, axis) => Math.floor(i / stride) % size[axis]).join(', ')
  return { index, values: [gave[i], should[i]] as const }
}

function agree(given: Observed, expected: Observed, tolerance: number): boolean {
  if (typeof given === 'number' && typeof expected === 'number') {
    if (!Number.isFinite(expected)) return Object.is(given, expected)
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

/** Of 'English · 中文' each; a text that is code, or a formula, is the same in both. */
function inBoth(text: string): Told {
  const [en, zh = en] = text.split(' · ')
  return { en, zh }
}

function inWords(value: Observed): Told {
  if (isMatrix(value)) return matrixInWords(value)
  if (isList(value)) {
    const parts = value.map(inWords)
    const list = (language: keyof Told) => `[${parts.map((part) => part[language]).join(', ')}]`
    return { en: list('en'), zh: list('zh') }
  }
  if (value === undefined) return { en: 'nothing', zh: '空' }
  const text = typeof value === 'number' ? String(Number(value.toPrecision(6))) : String(value)
  return inBoth(text)
}

function matrixInWords(matrix: Matrix): Told {
  const values = [...flat(matrix)]
  const size = written(shape(matrix))
  if (values.length > MANY) return { en: `a matrix of ${size}`, zh: `${size} 的矩阵` }
  const { en, zh } = inWords(values)
  return { en: `${size} with ${en}`, zh: `${size}，元素为 ${zh}` }
}
