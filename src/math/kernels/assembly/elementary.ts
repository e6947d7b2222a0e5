/**
 * exp, expm1, log and log1p of two elements: step by step the functions of ../elementary.ts, where
 * they are explained; the same operations in the same order give the same bits.
 *
 * Constants lie in memory on purpose: V8 rebuilds `f64x2.splat(c)` inside a loop, a load is free.
 */

const LOG2E = <u32>memory.data<f64>([1.4426950408889634])
const LN2_HIGH = <u32>memory.data<f64>([0.6931471803691238])
const LN2_LOW = <u32>memory.data<f64>([1.9082149292705877e-10])
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
function mulAdd(a: v128, b: v128, c: v128): v128 {
  return f64x2.add(f64x2.mul(a, b), c)
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

// @ts-ignore: decorator
@inline
function expTail(r: v128): v128 {
  const r2 = f64x2.mul(r, r), r4 = f64x2.mul(r2, r2)
  const low = mulAdd(mulAdd(all(Q + 24), r, all(Q + 16)), r2, mulAdd(all(Q + 8), r, all(Q)))
  const high = mulAdd(
    mulAdd(all(Q + 72), r, all(Q + 64)), r4,
    mulAdd(mulAdd(all(Q + 56), r, all(Q + 48)), r2, mulAdd(all(Q + 40), r, all(Q + 32))),
  )
  return f64x2.mul(r2, mulAdd(high, r4, low))
}

/**
 * The integer nearest to x, in the low bits of the mantissa; subtracting ROUND gives it as a
 * number.
 */
// @ts-ignore: decorator
@inline
function rounded(x: v128, factor: u32): v128 {
  return mulAdd(x, all(factor), all(ROUND))
}

/** 2ⁿ from those bits, for normal results. */
// @ts-ignore: decorator
@inline
function power(bits: v128): v128 {
  return i64x2.add(i64x2.shl(bits, 52), all(ONE))
}

/** 1 + r + r² q(r) for r = y − n ln 2. */
// @ts-ignore: decorator
@inline
function expReduced(y: v128, n: v128): v128 {
  const r = f64x2.sub(f64x2.sub(y, f64x2.mul(n, all(LN2_HIGH))), f64x2.mul(n, all(LN2_LOW)))
  return f64x2.add(all(ONE), f64x2.add(r, expTail(r)))
}

// @ts-ignore: decorator
@inline
export function expTwo(x: v128): v128 {
  if (!i64x2.all_true(f64x2.le(f64x2.abs(x), all(EXP_SAFE)))) return expAnyRange(x)
  const bits = rounded(x, LOG2E)
  return f64x2.mul(expReduced(x, f64x2.sub(bits, all(ROUND))), power(bits))
}

/** The rare path: in two factors, so that overflow and denormal results come out right. */
function expAnyRange(x: v128): v128 {
  const y = f64x2.pmax(f64x2.pmin(x, all(EXP_OVERFLOW)), all(EXP_UNDERFLOW)) // keeps a NaN
  const n = f64x2.sub(rounded(y, LOG2E), all(ROUND))
  const halfBits = rounded(n, HALF)
  const restBits = f64x2.add(f64x2.sub(n, f64x2.sub(halfBits, all(ROUND))), all(ROUND))
  return f64x2.mul(f64x2.mul(expReduced(y, n), power(halfBits)), power(restBits))
}

const EXPM1_LARGEST = <u32>memory.data<f64>([44])

// @ts-ignore: decorator
@inline
export function expm1Two(x: v128): v128 {
  if (i64x2.all_true(f64x2.le(f64x2.abs(x), all(EXPM1_LARGEST)))) return signed(expm1Reduced(x), x)
  return expm1AnyRange(x)
}

/** eˣ − 1 for |x| ≤ 44. */
// @ts-ignore: decorator
@inline
export function expm1Reduced(x: v128): v128 {
  const bits = rounded(x, LOG2E)
  const n = f64x2.sub(bits, all(ROUND))
  const r1 = f64x2.sub(x, f64x2.mul(n, all(LN2_HIGH))), r2 = f64x2.mul(n, all(LN2_LOW))
  const r = f64x2.sub(r1, r2)
  const lostR = f64x2.sub(f64x2.sub(r1, r), r2)
  const scale = power(bits)
  const scaled = f64x2.mul(scale, r), less = f64x2.sub(scale, all(ONE))
  const a = f64x2.add(scaled, less)
  const lostA = f64x2.sub(scaled, f64x2.sub(a, less))
  return f64x2.add(mulAdd(scale, f64x2.add(expTail(r), lostR), lostA), a)
}

/** The rare path: large, infinite, NaN. */
function expm1AnyRange(x: v128): v128 {
  const largest = all(EXPM1_LARGEST)
  const y = f64x2.pmax(f64x2.pmin(x, largest), f64x2.neg(largest)) // keeps a NaN
  return signed(v128.bitselect(expTwo(x), expm1Reduced(y), f64x2.gt(x, largest)), x)
}

/** y with the sign of x. */
// @ts-ignore: decorator
@inline
export function signed(y: v128, x: v128): v128 {
  return v128.bitselect(x, y, all(SIGN_BIT))
}

// ------------------------------------------------------------------------------------ log

const SMALLEST_NORMAL = <u32>memory.data<f64>([2.2250738585072014e-308])
const INFINITE = <u32>memory.data<f64>([Infinity])
const LG = <u32>memory.data<f64>([
  0.6666666666666735, 0.3999999999940942, 0.2857142874366239, 0.22222198432149784,
  0.1818357216161805, 0.15313837699209373, 0.14798198605116586,
])
/** 2⁵² + 1023: takes the bias off an exponent that was put into the low bits of 2⁵². */
const BIAS: f64 = 4503599627370496 + 1023
const SQRT_HALF_BITS: i64 = 0x3fe6a09e00000000
const MANTISSA: i64 = 0x000fffffffffffff

/** x with an exponent that is one higher from a mantissa of √2 on: x = 2^k m, √½ ≤ m < √2. */
// @ts-ignore: decorator
@inline
function moveExponent(x: v128): v128 {
  return i64x2.add(x, i64x2.splat(0x3ff0000000000000 - SQRT_HALF_BITS))
}

/** k − shift. */
// @ts-ignore: decorator
@inline
function exponentOf(moved: v128, shift: f64): v128 {
  const bits = v128.or(i64x2.shr_u(moved, 52), i64x2.splat(0x4330000000000000))
  return f64x2.sub(bits, f64x2.splat(BIAS + shift))
}

/** m. */
// @ts-ignore: decorator
@inline
function mantissaOf(moved: v128): v128 {
  return i64x2.add(v128.and(moved, i64x2.splat(MANTISSA)), i64x2.splat(SQRT_HALF_BITS))
}

/** log(x / 2^shift) for normal x > 0. */
// @ts-ignore: decorator
@inline
function logNormal(x: v128, shift: f64): v128 {
  const moved = moveExponent(x)
  const k = exponentOf(moved, shift)
  return logOfParts(k, f64x2.sub(mantissaOf(moved), all(ONE)), f64x2.mul(k, all(LN2_LOW)))
}

/** k ln 2 + log(1 + f); `low` is k times the low part of ln 2, and whatever else is to be added. */
// @ts-ignore: decorator
@inline
function logOfParts(k: v128, f: v128, low: v128): v128 {
  const s = f64x2.div(f, f64x2.add(f, all(TWO)))
  const z = f64x2.mul(s, s), z2 = f64x2.mul(z, z)
  const even = f64x2.mul(z2, mulAdd(z2, mulAdd(z2, all(LG + 40), all(LG + 24)), all(LG + 8)))
  const odd = f64x2.mul(
    z, mulAdd(z2, mulAdd(z2, mulAdd(z2, all(LG + 48), all(LG + 32)), all(LG + 16)), all(LG)),
  )
  const half = f64x2.mul(f64x2.mul(f, f), all(HALF))
  const sum = mulAdd(s, f64x2.add(half, f64x2.add(even, odd)), low)
  return f64x2.add(f64x2.add(f64x2.sub(sum, half), f), f64x2.mul(k, all(LN2_HIGH)))
}

// @ts-ignore: decorator
@inline
export function logTwo(x: v128): v128 {
  const usual = v128.and(f64x2.ge(x, all(SMALLEST_NORMAL)), f64x2.lt(x, all(INFINITE)))
  return i64x2.all_true(usual) ? logNormal(x, 0) : logAnyRange(x)
}

/** The rare path: 0, denormal, negative, infinite, NaN. */
function logAnyRange(x: v128): v128 {
  const denormal = f64x2.lt(x, all(SMALLEST_NORMAL))
  const enlarged = logNormal(f64x2.mul(x, f64x2.splat(18014398509481984)), 54)
  let y = v128.bitselect(enlarged, logNormal(x, 0), denormal)
  y = v128.bitselect(x, y, f64x2.eq(x, all(INFINITE)))
  y = v128.bitselect(f64x2.splat(-Infinity), y, f64x2.eq(x, f64x2.splat(0)))
  return v128.bitselect(y, f64x2.splat(NaN), f64x2.ge(x, f64x2.splat(0)))
}

// @ts-ignore: decorator
@inline
export function log1pTwo(x: v128): v128 {
  const usual = v128.and(f64x2.gt(x, f64x2.splat(-1)), f64x2.lt(x, all(INFINITE)))
  return i64x2.all_true(usual) ? log1pNormal(x) : log1pAnyRange(x)
}

// @ts-ignore: decorator
@inline
function log1pNormal(x: v128): v128 {
  const one = all(ONE)
  const u = f64x2.add(one, x)
  const moved = moveExponent(u)
  const k = exponentOf(moved, 0)
  const lostOfSmall = f64x2.sub(x, f64x2.sub(u, one)), lostOfLarge = f64x2.sub(one, f64x2.sub(u, x))
  const lost = v128.bitselect(lostOfSmall, lostOfLarge, f64x2.lt(x, one))
  const inside = f64x2.eq(k, f64x2.splat(0))
  const f = v128.bitselect(x, f64x2.sub(mantissaOf(moved), one), inside)
  const low = mulAdd(k, all(LN2_LOW), v128.andnot(f64x2.div(lost, u), inside))
  return signed(logOfParts(k, f, low), x)
}

/** The rare path: −1 and below, infinite, NaN. */
function log1pAnyRange(x: v128): v128 {
  let y = v128.bitselect(x, log1pNormal(x), f64x2.eq(x, all(INFINITE)))
  y = v128.bitselect(f64x2.splat(-Infinity), y, f64x2.eq(x, f64x2.splat(-1)))
  return v128.bitselect(y, f64x2.splat(NaN), f64x2.ge(x, f64x2.splat(-1)))
}
