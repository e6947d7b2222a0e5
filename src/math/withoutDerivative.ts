/** The functions without a derivative, as types. */
import type { Help } from 'mathjs'
import type { Axes } from './axes.js'
import type { KeepDims, Kept, Shaped } from './callSignatures.js'
import type { Matrix, Value, Variable } from './types.js'
import type { WindowOptions } from './windows.js'

/** A reduction without a derivative: of a Variable it takes the value. */
interface PlainReduction<Result> {
  (x: Shaped): Result
  (x: Shaped, options: Kept): Matrix
  (x: Shaped, axis: number, options?: KeepDims): Matrix
  (x: Shaped, axes: Axes, options: Kept): Matrix
  (x: Shaped, axes: readonly number[], options?: KeepDims): Result | Matrix
}

/** No derivative: of a Variable it takes the value. */
type TruthValue = (x: Shaped) => Matrix

/** Comparisons have no derivative: of Variables they compare the values. */
interface Comparison {
  (x: Matrix | Variable, y: Value): Matrix
  (x: Value, y: Matrix | Variable): Matrix
}

/** Of Variables they take the values: there is no derivative. */
export interface WithoutDerivative {
  /** Places of the first largest elements, counted from 0 along the axes. */
  argMax: PlainReduction<number>
  /** Places of the first smallest elements, counted from 0 along the axes. */
  argMin: PlainReduction<number>
  /** Whether any element is true (neither 0 nor NaN). */
  any: PlainReduction<boolean>
  /** Whether every element is true (neither 0 nor NaN). */
  all: PlainReduction<boolean>
  /** How many elements there are. */
  count: PlainReduction<number>
  /** Places of the first largest elements, counted from 0 over all of x. */
  argMaxPool(x: Shaped, height: number, width: number, options?: WindowOptions): Matrix
  /** Places along the axis, counted from 0, from the smallest element on. */
  argSort(x: Shaped, axis?: number): Matrix
  /** Each number once, ascending. */
  unique(x: Matrix): Matrix
  /** N class numbers → N×classes. */
  oneHot(labels: ArrayLike<number> | Matrix, classes: number): Matrix

  /** What a function does, by itself or its name, with examples; mathjs's types know no names. */
  help(search: string | ((...args: never[]) => unknown)): Help

  /** true where x is 0 or NaN. */
  not: TruthValue
  /** true where x is NaN. */
  isNaN: TruthValue
  /** true where x is neither NaN nor infinite. */
  isFinite: TruthValue
  /** true where both are neither 0 nor NaN, with broadcasting. */
  and: Comparison
  /** true where one or both are neither 0 nor NaN, with broadcasting. */
  or: Comparison
  /** true where exactly one is neither 0 nor NaN, with broadcasting. */
  xor: Comparison

  /** true where x = y, with broadcasting; numbers within a share of 1e-12 are equal. */
  equal: Comparison
  /** true where x ≠ y, with broadcasting; numbers within a share of 1e-12 are equal. */
  unequal: Comparison
  /** true where x > y, with broadcasting; numbers within a share of 1e-12 are equal. */
  larger: Comparison
  /** true where x ≥ y, with broadcasting; numbers within a share of 1e-12 are equal. */
  largerEq: Comparison
  /** true where x < y, with broadcasting; numbers within a share of 1e-12 are equal. */
  smaller: Comparison
  /** true where x ≤ y, with broadcasting; numbers within a share of 1e-12 are equal. */
  smallerEq: Comparison

  /** Zeros of that size. */
  zeros(size: readonly number[]): Matrix
  zeros(rows: number, columns: number): Matrix
  /** Ones of that size. */
  ones(size: readonly number[]): Matrix
  ones(rows: number, columns: number): Matrix
  /** One number in every place. */
  full(size: readonly number[] | number, value: number): Matrix
  /** start, start + step, …, without stop. */
  arange(stop: number): Matrix
  arange(start: number, stop: number, step?: number): Matrix
  /** From start to stop, both included: 50 points, or as many as are asked for. */
  linspace(start: number, stop: number, points?: number): Matrix
}
