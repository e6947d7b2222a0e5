/**
 * exp, log, tanh and sigmoid of two elements: step by step the functions of ../elementary.ts, where
 * they are explained; the same operations in the same order give the same bits.
 *
 * Constants lie in memory on purpose: V8 rebuilds `f64x2.splat(c)` inside a loop, a load is free.
 */

const LOG2E = <u32>memory.data<f64>([1.4426950408889634])
const LN2_HIGH = <u32>memory.data<f64>([0.6931471803691238])
const LN2_LOW = <u32>memory.data<f64>([1.9082149292705877e-10])
const ROUND = <u32>memory.data<f64>([6755399441055744])
const HALF = <u32>memory.data<f64>([0.5])
const ONE = <u32>memory.data<f64>([1])
const TWO = <u32>memory.data<f64>([2])
const SIGN_BIT = <u32>memory.data<f64>([-0.0])

// @ts-ignore: decorator
@inline
function all(constant: u32): v128 {
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
export function exp2Lanes(x: v128): v128 {
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

// ----------------------------------------------------------------------------------- tanh, sigmoid

const TANH_ONE = <u32>memory.data<f64>([44])

// @ts-ignore: decorator
@inline
export function tanh2Lanes(x: v128): v128 {
  const y = f64x2.pmin(f64x2.mul(f64x2.abs(x), all(TWO)), all(TANH_ONE))
  const bits = rounded(y, LOG2E)
  const n = f64x2.sub(bits, all(ROUND))
  const r1 = f64x2.sub(y, f64x2.mul(n, all(LN2_HIGH))), r2 = f64x2.mul(n, all(LN2_LOW))
  const r = f64x2.sub(r1, r2)
  const lostR = f64x2.sub(f64x2.sub(r1, r), r2)
  const scale = power(bits)
  const scaled = f64x2.mul(scale, r), less = f64x2.sub(scale, all(ONE))
  const a = f64x2.add(scaled, less)
  const lostA = f64x2.sub(scaled, f64x2.sub(a, less))
  const e = f64x2.add(mulAdd(scale, f64x2.add(expTail(r), lostR), lostA), a)
  const d = f64x2.add(e, all(TWO))
  const q = f64x2.div(e, d)
  const lostD = f64x2.sub(e, f64x2.sub(d, all(TWO)))
  const fix = f64x2.mul(f64x2.mul(q, f64x2.sub(all(ONE), q)), f64x2.mul(lostD, all(HALF)))
  const size = f64x2.sub(q, v128.and(fix, f64x2.lt(e, all(TWO))))
  return v128.bitselect(x, size, all(SIGN_BIT))
}

// @ts-ignore: decorator
@inline
export function sigmoid2Lanes(x: v128): v128 {
  const e = exp2Lanes(v128.or(x, all(SIGN_BIT)))
  const d = f64x2.add(all(ONE), e)
  const q = f64x2.div(v128.bitselect(e, all(ONE), f64x2.lt(x, f64x2.splat(0))), d)
  const lost = f64x2.sub(e, f64x2.sub(d, all(ONE)))
  const inverse = f64x2.pmax(q, f64x2.sub(all(ONE), q))
  return f64x2.sub(q, f64x2.mul(f64x2.mul(q, inverse), lost))
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

/** log(x / 2^shift) for normal x > 0. */
// @ts-ignore: decorator
@inline
function logNormal(x: v128, shift: f64): v128 {
  const w = i64x2.add(x, i64x2.splat(0x3ff0000000000000 - SQRT_HALF_BITS))
  const exponent = v128.or(i64x2.shr_u(w, 52), i64x2.splat(0x4330000000000000))
  const k = f64x2.sub(exponent, f64x2.splat(BIAS + shift))
  const m = i64x2.add(v128.and(w, i64x2.splat(MANTISSA)), i64x2.splat(SQRT_HALF_BITS))
  const f = f64x2.sub(m, all(ONE))
  const s = f64x2.div(f, f64x2.add(f, all(TWO)))
  const z = f64x2.mul(s, s), z2 = f64x2.mul(z, z)
  const even = f64x2.mul(z2, mulAdd(z2, mulAdd(z2, all(LG + 40), all(LG + 24)), all(LG + 8)))
  const odd = f64x2.mul(
    z, mulAdd(z2, mulAdd(z2, mulAdd(z2, all(LG + 48), all(LG + 32)), all(LG + 16)), all(LG)),
  )
  const half = f64x2.mul(f64x2.mul(f, f), all(HALF))
  const low = mulAdd(s, f64x2.add(half, f64x2.add(even, odd)), f64x2.mul(k, all(LN2_LOW)))
  return f64x2.add(f64x2.add(f64x2.sub(low, half), f), f64x2.mul(k, all(LN2_HIGH)))
}

// @ts-ignore: decorator
@inline
export function log2Lanes(x: v128): v128 {
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
