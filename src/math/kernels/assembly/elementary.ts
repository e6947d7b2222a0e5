/**
 * exp and expm1 of a strip: for each element step by step the functions of ../elementary.ts, where
 * they are explained; the same operations in the same order give the same bits.
 *
 * Constants lie in memory on purpose: V8 rebuilds `f64x2.splat(c)` inside a loop, a load is free.
 */
import { operator } from './operators'
import { ROOM } from './strips'

const LOG2E = <u32>memory.data<f64>([1.4426950408889634])
export const LN2_HIGH = <u32>memory.data<f64>([0.6931471803691238])
export const LN2_LOW = <u32>memory.data<f64>([1.9082149292705877e-10])
const ROUND = <u32>memory.data<f64>([6755399441055744])
export const HALF = <u32>memory.data<f64>([0.5])
export const ONE = <u32>memory.data<f64>([1])
export const TWO = <u32>memory.data<f64>([2])
export const SIGN_BIT = <u32>memory.data<f64>([-0.0])

// @ts-ignore: decorator
@inline
export function all(constant: u32): v128 {
  return v128.load64_splat(constant)
}

/** a·b + c, rounded twice. */
// @ts-ignore: decorator
@inline
export function mulAdd(a: v128, b: v128, c: v128): v128 {
  return f64x2.add(f64x2.mul(a, b), c)
}

/** y with the sign of x. */
// @ts-ignore: decorator
@inline
export function signed(y: v128, x: v128, signBit: v128): v128 {
  return v128.bitselect(x, y, signBit)
}

// ------------------------------------------------------------------------------------ exp

const EXP_SAFE = <u32>memory.data<f64>([708])
const EXP_OVERFLOW = <u32>memory.data<f64>([710])
const EXP_UNDERFLOW = <u32>memory.data<f64>([-746])
const Q = <u32>memory.data<f64>([
  0.5000000000000001, 0.16666666666666669, 0.04166666666662413, 0.008333333333330062,
  0.0013888888917213717, 0.00019841269863053618, 2.4801521295954376e-5, 2.7557268459997064e-6,
  2.7620088445409746e-7, 2.510038549551032e-8,
])

/** Of a strip: r, what rounding it lost, eʳ − 1 − r, and 2ⁿ in one factor or in two. */
const R = <u32>memory.data(ROOM, 64)
const LOST = <u32>memory.data(ROOM, 64)
const TAIL = <u32>memory.data(ROOM, 64)
const SCALE = <u32>memory.data(ROOM, 64)
const REST = <u32>memory.data(ROOM, 64)

/** y = exp(f(x)). */
// @ts-ignore: decorator
@inline
export function expOf<F>(size: u32, x: u32, y: u32): void {
  if (reduce<F>(size, x, EXP_SAFE, false)) {
    expTail(size)
    exponential(size, y)
  } else {
    reduceAnyRange<F>(size, x)
    expTail(size)
    exponential(size, y)
    scaleRest(size, y)
  }
}

/** f(x) = n ln 2 + r: leaves r, 2ⁿ and, if asked, what r lost. Whether all are within ±limit. */
// @ts-ignore: decorator
@inline
function reduce<F>(size: u32, x: u32, limit: u32, keep: bool): bool {
  const f = operator<F>(), log2e = all(LOG2E), round = all(ROUND), one = all(ONE)
  const high = all(LN2_HIGH), low = all(LN2_LOW), largest = all(limit)
  let beyond = i64x2.splat(0)
  for (let i: u32 = 0; i < size; i += 16) {
    const y = f.apply(v128.load(x + i))
    beyond = v128.or(beyond, i64x2.gt_s(f64x2.abs(y), largest)) // as integers: a NaN is beyond
    const bits = mulAdd(y, log2e, round), n = f64x2.sub(bits, round)
    const r1 = f64x2.sub(y, f64x2.mul(n, high)), r2 = f64x2.mul(n, low)
    const r = f64x2.sub(r1, r2)
    v128.store(R + i, r)
    v128.store(SCALE + i, power(bits, one))
    if (keep) v128.store(LOST + i, f64x2.sub(f64x2.sub(r1, r), r2))
  }
  return !v128.any_true(beyond)
}

/** 2ⁿ for normal results; adding ROUND has put n into the low bits. */
// @ts-ignore: decorator
@inline
function power(bits: v128, one: v128): v128 {
  return i64x2.add(i64x2.shl(bits, 52), one)
}

/** The rare path: in two factors, so that overflow and denormal results come out right. */
function reduceAnyRange<F>(size: u32, x: u32): void {
  const f = operator<F>(), round = all(ROUND), one = all(ONE)
  const overflow = all(EXP_OVERFLOW), underflow = all(EXP_UNDERFLOW)
  for (let i: u32 = 0; i < size; i += 16) {
    const y = f64x2.pmax(f64x2.pmin(f.apply(v128.load(x + i)), overflow), underflow) // keeps a NaN
    const n = f64x2.sub(mulAdd(y, all(LOG2E), round), round)
    const r1 = f64x2.sub(y, f64x2.mul(n, all(LN2_HIGH)))
    v128.store(R + i, f64x2.sub(r1, f64x2.mul(n, all(LN2_LOW))))
    const halfBits = mulAdd(n, all(HALF), round), half = f64x2.sub(halfBits, round)
    v128.store(SCALE + i, power(halfBits, one))
    v128.store(REST + i, power(f64x2.add(f64x2.sub(n, half), round), one))
  }
}

function expTail(size: u32): void {
  const q0 = all(Q), q1 = all(Q + 8), q2 = all(Q + 16), q3 = all(Q + 24), q4 = all(Q + 32)
  const q5 = all(Q + 40), q6 = all(Q + 48), q7 = all(Q + 56), q8 = all(Q + 64), q9 = all(Q + 72)
  for (let i: u32 = 0; i < size; i += 16) {
    const r = v128.load(R + i), r2 = f64x2.mul(r, r), r4 = f64x2.mul(r2, r2)
    const low = mulAdd(mulAdd(q3, r, q2), r2, mulAdd(q1, r, q0))
    const middle = mulAdd(mulAdd(q7, r, q6), r2, mulAdd(q5, r, q4))
    const high = mulAdd(mulAdd(q9, r, q8), r4, middle)
    v128.store(TAIL + i, f64x2.mul(r2, mulAdd(high, r4, low)))
  }
}

function exponential(size: u32, y: u32): void {
  const one = all(ONE)
  for (let i: u32 = 0; i < size; i += 16) {
    const p = f64x2.add(one, f64x2.add(v128.load(R + i), v128.load(TAIL + i)))
    v128.store(y + i, f64x2.mul(p, v128.load(SCALE + i)))
  }
}

function scaleRest(size: u32, y: u32): void {
  for (let i: u32 = 0; i < size; i += 16)
    v128.store(y + i, f64x2.mul(v128.load(y + i), v128.load(REST + i)))
}

// @ts-ignore: decorator
@unmanaged export class Exp {
  @inline apply(size: u32, x: u32, y: u32): void { expOf<Itself>(size, x, y) }
}

// @ts-ignore: decorator
@unmanaged class Itself {
  @inline apply(x: v128): v128 { return x }
}

// ---------------------------------------------------------------------------------- expm1

const EXPM1_LARGEST = <u32>memory.data<f64>([44])

/** Of a strip: eˣ − 1, and eˣ. */
const LESS1 = <u32>memory.data(ROOM, 64)
const LARGE = <u32>memory.data(ROOM, 64)

/** y = exp(f(x)) − 1 for |f(x)| ≤ 44. */
// @ts-ignore: decorator
@inline
export function expm1Of<F>(size: u32, x: u32, y: u32): void {
  reduce<F>(size, x, EXPM1_LARGEST, true)
  expTail(size)
  exponentialLess1(size, y)
}

function exponentialLess1(size: u32, y: u32): void {
  const one = all(ONE)
  for (let i: u32 = 0; i < size; i += 16) {
    const scale = v128.load(SCALE + i)
    const scaled = f64x2.mul(scale, v128.load(R + i)), less = f64x2.sub(scale, one)
    const a = f64x2.add(scaled, less)
    const lostA = f64x2.sub(scaled, f64x2.sub(a, less))
    const tail = f64x2.add(v128.load(TAIL + i), v128.load(LOST + i))
    v128.store(y + i, f64x2.add(mulAdd(scale, tail, lostA), a))
  }
}

// @ts-ignore: decorator
@unmanaged export class Expm1 {
  @inline apply(size: u32, x: u32, y: u32): void {
    expm1Of<Moderate>(size, x, LESS1)
    if (anyLarge(size, x)) takeLarge(size, x)
    const signBit = all(SIGN_BIT)
    for (let i: u32 = 0; i < size; i += 16)
      v128.store(y + i, signed(v128.load(LESS1 + i), v128.load(x + i), signBit))
  }
}

// @ts-ignore: decorator
@unmanaged class Moderate {
  @inline apply(x: v128): v128 {
    const largest = all(EXPM1_LARGEST)
    return f64x2.pmax(f64x2.pmin(x, largest), f64x2.neg(largest)) // keeps a NaN
  }
}

function anyLarge(size: u32, x: u32): bool {
  const largest = all(EXPM1_LARGEST)
  let large = i64x2.splat(0)
  for (let i: u32 = 0; i < size; i += 16) large = v128.or(large, f64x2.gt(v128.load(x + i), largest))
  return v128.any_true(large)
}

/** The rare path: where eˣ − 1 rounds to eˣ. */
function takeLarge(size: u32, x: u32): void {
  const largest = all(EXPM1_LARGEST)
  expOf<Itself>(size, x, LARGE)
  for (let i: u32 = 0; i < size; i += 16) {
    const large = f64x2.gt(v128.load(x + i), largest)
    v128.store(LESS1 + i, v128.bitselect(v128.load(LARGE + i), v128.load(LESS1 + i), large))
  }
}
