/**
 * exp and expm1 of a strip: for each element step by step the functions of ../elementary.ts, where
 * they are explained; the same operations in the same order give the same bits.
 *
 * Constants lie in memory on purpose: V8 rebuilds `f64x2.splat(c)` inside a loop, a load is free.
 */
import { operator } from './operators'
import { ROOM } from './strips'
import { EXP2 } from './tables'

export const LN2_HIGH = <u32>memory.data<f64>([0.6931471803691238])
export const LN2_LOW = <u32>memory.data<f64>([1.9082149292705877e-10])
const ROUND = <u32>memory.data<f64>([6755399441055744])
export const HALF = <u32>memory.data<f64>([0.5])
export const ONE = <u32>memory.data<f64>([1])
export const TWO = <u32>memory.data<f64>([2])
/** 2⁵², whose low bits take up an integer. */
export const INTEGER = <u32>memory.data<f64>([4503599627370496])
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

const STEPS = <u32>memory.data<f64>([92.33248261689366])
const STEP_HIGH = <u32>memory.data<f64>([0.01083042468962958])
const STEP_LOW = <u32>memory.data<f64>([6.619564634077006e-12])
const EXP_SAFE = <u32>memory.data<f64>([708])
const EXP_OVERFLOW = <u32>memory.data<f64>([710])
const EXP_UNDERFLOW = <u32>memory.data<f64>([-746])
const Q = <u32>memory.data<f64>([
  0.4999999999998506, 0.16666666666664534, 0.041666707403338075, 0.008333339152855154,
])

/** Of a strip: r and n, in the low bits of a double; and 2ⁿ⁄⁶⁴ in two factors, where it is rare. */
const R = <u32>memory.data(ROOM, 64)
const N = <u32>memory.data(ROOM, 64)
const SCALE = <u32>memory.data(ROOM, 64)
const REST = <u32>memory.data(ROOM, 64)

/** y = exp(f(x)). */
// @ts-ignore: decorator
@inline
export function expOf<F>(size: u32, x: u32, y: u32): void {
  if (reduce<F>(size, x)) exponential(size, y)
  else {
    reduceAnyRange<F>(size, x)
    exponential(size, y)
    scale(size, y)
  }
}

/** f(x) = n/64 ln 2 + r: leaves n and r. Whether no result overflows or is denormal. */
// @ts-ignore: decorator
@inline
function reduce<F>(size: u32, x: u32): bool {
  const f = operator<F>(), steps = all(STEPS), round = all(ROUND)
  const high = all(STEP_HIGH), low = all(STEP_LOW), largest = all(EXP_SAFE)
  let most = f64x2.splat(0)
  for (let i: u32 = 0; i < size; i += 16) {
    const y = f.apply(v128.load(x + i))
    most = f64x2.pmax(most, f64x2.abs(y)) // passes over a NaN, which stays one
    const bits = mulAdd(y, steps, round), n = f64x2.sub(bits, round)
    v128.store(R + i, f64x2.sub(f64x2.sub(y, f64x2.mul(n, high)), f64x2.mul(n, low)))
    v128.store(N + i, bits)
  }
  return !v128.any_true(f64x2.gt(most, largest))
}

/** The rare path: in factors, so that overflow and denormal results come out right. */
function reduceAnyRange<F>(size: u32, x: u32): void {
  const f = operator<F>(), round = all(ROUND), one = all(ONE), integer = all(INTEGER)
  const overflow = all(EXP_OVERFLOW), underflow = all(EXP_UNDERFLOW)
  for (let i: u32 = 0; i < size; i += 16) {
    const y = f64x2.pmax(f64x2.pmin(f.apply(v128.load(x + i)), overflow), underflow) // keeps a NaN
    const bits = mulAdd(y, all(STEPS), round), n = f64x2.sub(bits, round)
    const r1 = f64x2.sub(y, f64x2.mul(n, all(STEP_HIGH)))
    v128.store(R + i, f64x2.sub(r1, f64x2.mul(n, all(STEP_LOW))))
    const place = v128.and(bits, i64x2.splat(63))
    v128.store(N + i, place)
    const whole = f64x2.sub(n, f64x2.sub(v128.or(place, integer), integer))
    const exponent = f64x2.mul(whole, f64x2.splat(1 / 64))
    const halfBits = mulAdd(exponent, all(HALF), round), half = f64x2.sub(halfBits, round)
    v128.store(SCALE + i, power(halfBits, one))
    v128.store(REST + i, power(f64x2.add(f64x2.sub(exponent, half), round), one))
  }
}

/** 2ⁿ for normal results; adding ROUND has put n into the low bits. */
// @ts-ignore: decorator
@inline
function power(bits: v128, one: v128): v128 {
  return i64x2.add(i64x2.shl(bits, 52), one)
}

/** 2^(j/64), where j is n mod 64, and what it lost. */
// @ts-ignore: decorator
@inline
function entry(table: u32, n: u32): v128 {
  return v128.load(table + ((n & 63) << 4))
}

/** 2ⁿ⁄⁶⁴ of two elements, from their entries. */
// @ts-ignore: decorator
@inline
function stepsOf(i: u32, a: v128, b: v128): v128 {
  const exponent = i64x2.shl(i64x2.shr_u(v128.load(N + i), 6), 52)
  return i64x2.add(v128.shuffle<f64>(a, b, 0, 2), exponent)
}

/** s + s (eʳ − 1), where s is 2ⁿ⁄⁶⁴. */
// @ts-ignore: decorator
@inline
function exponential(size: u32, y: u32): void {
  const table = <u32>EXP2.dataStart
  const q0 = all(Q), q1 = all(Q + 8), q2 = all(Q + 16), q3 = all(Q + 24)
  for (let i: u32 = 0; i < size; i += 16) {
    const a = entry(table, load<u32>(N + i)), b = entry(table, load<u32>(N + i, 8))
    const s = stepsOf(i, a, b), lost = v128.shuffle<f64>(a, b, 1, 3)
    const r = v128.load(R + i), r2 = f64x2.mul(r, r)
    const q = mulAdd(mulAdd(q3, r, q2), r2, mulAdd(q1, r, q0))
    const less1 = mulAdd(r2, q, f64x2.add(r, lost))
    v128.store(y + i, mulAdd(s, less1, s))
  }
}

function scale(size: u32, y: u32): void {
  for (let i: u32 = 0; i < size; i += 16) {
    const scaled = f64x2.mul(v128.load(y + i), v128.load(SCALE + i))
    v128.store(y + i, f64x2.mul(scaled, v128.load(REST + i)))
  }
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

const EXPM1_LARGEST = <u32>memory.data<f64>([700])
/** After ½. */
const Q1 = <u32>memory.data<f64>([
  0.16666666666661334, 0.041666666666659996, 0.008333340607735608, 0.0013888897981891733,
])

/** Of a strip: eˣ − 1, and eˣ. */
const LESS1 = <u32>memory.data(ROOM, 64)
const LARGE = <u32>memory.data(ROOM, 64)

// @ts-ignore: decorator
@unmanaged export class Expm1 {
  @inline apply(size: u32, x: u32, y: u32): void {
    reduce<Moderate>(size, x)
    exponentialLess1(size, LESS1)
    if (anyLarge(size, x)) takeLarge(size, x)
    const signBit = all(SIGN_BIT)
    for (let i: u32 = 0; i < size; i += 16)
      v128.store(y + i, signed(v128.load(LESS1 + i), v128.load(x + i), signBit))
  }
}

/** s (eʳ − 1) + (s − 1). */
function exponentialLess1(size: u32, y: u32): void {
  const q0 = all(HALF), q1 = all(Q1), q2 = all(Q1 + 8), q3 = all(Q1 + 16), q4 = all(Q1 + 24)
  const table = <u32>EXP2.dataStart, one = all(ONE)
  for (let i: u32 = 0; i < size; i += 16) {
    const a = entry(table, load<u32>(N + i)), b = entry(table, load<u32>(N + i, 8))
    const s = stepsOf(i, a, b), lost = v128.shuffle<f64>(a, b, 1, 3)
    const r = v128.load(R + i), r2 = f64x2.mul(r, r)
    const q = mulAdd(mulAdd(mulAdd(q4, r, q3), r, q2), r2, mulAdd(q1, r, q0))
    const less1 = mulAdd(r2, q, f64x2.add(r, lost))
    v128.store(y + i, mulAdd(s, less1, f64x2.sub(s, one)))
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
  for (let i: u32 = 0; i < size; i += 16)
    large = v128.or(large, f64x2.gt(v128.load(x + i), largest))
  return v128.any_true(large)
}

/** The rare path: eˣ, in which −1 is lost long before. */
function takeLarge(size: u32, x: u32): void {
  const largest = all(EXPM1_LARGEST)
  expOf<Itself>(size, x, LARGE)
  for (let i: u32 = 0; i < size; i += 16) {
    const large = f64x2.gt(v128.load(x + i), largest)
    v128.store(LESS1 + i, v128.bitselect(v128.load(LARGE + i), v128.load(LESS1 + i), large))
  }
}
