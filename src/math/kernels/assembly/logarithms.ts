/** log and log1p of a strip: for each element step by step the functions of ../elementary.ts. */
import {
  all, HALF, INTEGER, LN2_HIGH, LN2_LOW, mulAdd, ONE, SIGN_BIT, signed, TWO,
} from './elementary'
import { ROOM } from './strips'

const SMALLEST_NORMAL = <u32>memory.data<f64>([2.2250738585072014e-308])
const INFINITE = <u32>memory.data<f64>([Infinity])
const LG = <u32>memory.data<f64>([
  0.6666666666666735, 0.3999999999940942, 0.2857142874366239, 0.22222198432149784,
  0.1818357216161805, 0.15313837699209373, 0.14798198605116586,
])

/** Bits of √½, below which the last digits of the mantissa are 0. */
const SQRT_HALF = <u32>memory.data<i64>([0x3fe6a09e00000000])
/** From √½ to 1. */
const TO_ONE = <u32>memory.data<i64>([0x3ff0000000000000 - 0x3fe6a09e00000000])
const MANTISSA = <u32>memory.data<i64>([0x000fffffffffffff])
/** 2⁵² with the bias of an exponent. */
const BIASED = <u32>memory.data<f64>([4503599627370496 + 1023])

/**
 * Of a strip: x = 2^k (1 + f), s = f / (f + 2), and what is to be added to the small part: k times
 * the low part of ln 2, with whatever x itself lost.
 */
const K = <u32>memory.data(ROOM, 64)
const F = <u32>memory.data(ROOM, 64)
const S = <u32>memory.data(ROOM, 64)
const LOW = <u32>memory.data(ROOM, 64)
/** Denormal numbers made normal, and a result before its rare values. */
const X = <u32>memory.data(ROOM, 64)
const Y = <u32>memory.data(ROOM, 64)

/** x with an exponent that is one higher from a mantissa of √2 on. */
// @ts-ignore: decorator
@inline
function moveExponent(x: v128, toOne: v128): v128 {
  return i64x2.add(x, toOne)
}

/** k. */
// @ts-ignore: decorator
@inline
function exponentOf(moved: v128, integer: v128, biased: v128): v128 {
  return f64x2.sub(v128.or(i64x2.shr_u(moved, 52), integer), biased)
}

/** 1 + f, from √½ to √2. */
// @ts-ignore: decorator
@inline
function mantissaOf(moved: v128, mantissa: v128, sqrtHalf: v128): v128 {
  return i64x2.add(v128.and(moved, mantissa), sqrtHalf)
}

/** k ln 2 + log(1 + f). */
function logOfParts(size: u32, y: u32): void {
  const l0 = all(LG), l1 = all(LG + 8), l2 = all(LG + 16), l3 = all(LG + 24), l4 = all(LG + 32)
  const l5 = all(LG + 40), l6 = all(LG + 48), oneHalf = all(HALF), high = all(LN2_HIGH)
  for (let i: u32 = 0; i < size; i += 16) {
    const s = v128.load(S + i), z = f64x2.mul(s, s), z2 = f64x2.mul(z, z)
    const even = f64x2.mul(z2, mulAdd(z2, mulAdd(z2, l5, l3), l1))
    const odd = f64x2.mul(z, mulAdd(z2, mulAdd(z2, mulAdd(z2, l6, l4), l2), l0))
    const f = v128.load(F + i), half = f64x2.mul(f64x2.mul(f, f), oneHalf)
    const small = mulAdd(s, f64x2.add(half, f64x2.add(even, odd)), v128.load(LOW + i))
    const large = f64x2.mul(v128.load(K + i), high)
    v128.store(y + i, f64x2.add(f64x2.add(f64x2.sub(small, half), f), large))
  }
}

// ------------------------------------------------------------------------------------ log

// @ts-ignore: decorator
@unmanaged export class Log {
  @inline apply(size: u32, x: u32, y: u32): void {
    if (split(size, x)) logOfParts(size, y)
    else logAnyRange(size, x, y)
  }
}

/** Whether all are normal and above 0. */
function split(size: u32, x: u32): bool {
  const toOne = all(TO_ONE), integer = all(INTEGER), biased = all(BIASED), mantissa = all(MANTISSA)
  const sqrtHalf = all(SQRT_HALF), low = all(LN2_LOW), one = all(ONE), two = all(TWO)
  const smallest = all(SMALLEST_NORMAL), infinite = all(INFINITE)
  let usual = i64x2.splat(-1)
  for (let i: u32 = 0; i < size; i += 16) {
    const value = v128.load(x + i)
    usual = v128.and(usual, v128.and(f64x2.ge(value, smallest), f64x2.lt(value, infinite)))
    const moved = moveExponent(value, toOne), k = exponentOf(moved, integer, biased)
    const f = f64x2.sub(mantissaOf(moved, mantissa, sqrtHalf), one)
    v128.store(K + i, k)
    v128.store(F + i, f)
    v128.store(S + i, f64x2.div(f, f64x2.add(f, two)))
    v128.store(LOW + i, f64x2.mul(k, low))
  }
  return i64x2.all_true(usual)
}

/** The rare path: 0, denormal, negative, infinite, NaN. */
function logAnyRange(size: u32, x: u32, y: u32): void {
  const smallest = all(SMALLEST_NORMAL), enlarge = f64x2.splat(18014398509481984) // 2⁵⁴
  for (let i: u32 = 0; i < size; i += 16) {
    const value = v128.load(x + i), denormal = f64x2.lt(value, smallest)
    v128.store(X + i, v128.bitselect(f64x2.mul(value, enlarge), value, denormal))
  }
  split(size, X)
  for (let i: u32 = 0; i < size; i += 16) {
    const denormal = f64x2.lt(v128.load(x + i), smallest)
    const k = f64x2.sub(v128.load(K + i), v128.and(f64x2.splat(54), denormal))
    v128.store(K + i, k)
    v128.store(LOW + i, f64x2.mul(k, all(LN2_LOW)))
  }
  logOfParts(size, Y)
  putRareValues(size, x, f64x2.splat(0), y)
}

/** Y, but ∞ of ∞, −∞ of the pole, and NaN below it and of NaN. */
function putRareValues(size: u32, x: u32, pole: v128, y: u32): void {
  for (let i: u32 = 0; i < size; i += 16) {
    const value = v128.load(x + i)
    let result = v128.bitselect(value, v128.load(Y + i), f64x2.eq(value, all(INFINITE)))
    result = v128.bitselect(f64x2.splat(-Infinity), result, f64x2.eq(value, pole))
    v128.store(y + i, v128.bitselect(result, f64x2.splat(NaN), f64x2.ge(value, pole)))
  }
}

// ---------------------------------------------------------------------------------- log1p

// @ts-ignore: decorator
@unmanaged export class Log1p {
  @inline apply(size: u32, x: u32, y: u32): void {
    const usual = splitSum(size, x), signBit = all(SIGN_BIT)
    logOfParts(size, Y)
    for (let i: u32 = 0, to = usual ? y : Y; i < size; i += 16)
      v128.store(to + i, signed(v128.load(Y + i), v128.load(x + i), signBit))
    if (!usual) putRareValues(size, x, f64x2.splat(-1), y)
  }
}

/** Splits 1 + x and keeps what the sum lost; whether all x are above −1 and finite. */
function splitSum(size: u32, x: u32): bool {
  const toOne = all(TO_ONE), integer = all(INTEGER), biased = all(BIASED), mantissa = all(MANTISSA)
  const sqrtHalf = all(SQRT_HALF), low = all(LN2_LOW), one = all(ONE), two = all(TWO)
  let usual = i64x2.splat(-1)
  for (let i: u32 = 0; i < size; i += 16) {
    const value = v128.load(x + i), u = f64x2.add(one, value)
    usual = v128.and(usual, v128.and(f64x2.gt(u, f64x2.splat(0)), f64x2.lt(u, all(INFINITE))))
    const moved = moveExponent(u, toOne), k = exponentOf(moved, integer, biased)
    const lostOfSmall = f64x2.sub(value, f64x2.sub(u, one))
    const lostOfLarge = f64x2.sub(one, f64x2.sub(u, value))
    const lost = v128.bitselect(lostOfSmall, lostOfLarge, f64x2.lt(value, one))
    const inside = f64x2.eq(k, f64x2.splat(0))
    const rest = f64x2.sub(mantissaOf(moved, mantissa, sqrtHalf), one)
    const f = v128.bitselect(value, rest, inside)
    v128.store(K + i, k)
    v128.store(F + i, f)
    v128.store(S + i, f64x2.div(f, f64x2.add(f, two)))
    v128.store(LOW + i, mulAdd(k, low, v128.andnot(f64x2.div(lost, u), inside)))
  }
  return i64x2.all_true(usual)
}
