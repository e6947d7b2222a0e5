/** Activation functions of two elements: step by step the functions of ../activations.ts. */
import {
  all, expm1Reduced, expTwo, HALF, log1pTwo, ONE, SIGN_BIT, signed, TWO,
} from './elementary'

const TANH_ONE = <u32>memory.data<f64>([44])

// @ts-ignore: decorator
@inline
export function tanhTwo(x: v128): v128 {
  const twice = f64x2.mul(f64x2.abs(x), all(TWO))
  const e = expm1Reduced(f64x2.pmin(twice, all(TANH_ONE)))
  const d = f64x2.add(e, all(TWO))
  const q = f64x2.div(e, d)
  const lostD = f64x2.sub(e, f64x2.sub(d, all(TWO)))
  const fix = f64x2.mul(f64x2.mul(q, f64x2.sub(all(ONE), q)), f64x2.mul(lostD, all(HALF)))
  const size = f64x2.sub(q, v128.and(fix, f64x2.lt(e, all(TWO))))
  return signed(size, x)
}

// @ts-ignore: decorator
@inline
export function sigmoidTwo(x: v128): v128 {
  const e = expTwo(v128.or(x, all(SIGN_BIT)))
  const d = f64x2.add(all(ONE), e)
  const q = f64x2.div(v128.bitselect(e, all(ONE), f64x2.lt(x, f64x2.splat(0))), d)
  const lost = f64x2.sub(e, f64x2.sub(d, all(ONE)))
  const inverse = f64x2.pmax(q, f64x2.sub(all(ONE), q))
  return f64x2.sub(q, f64x2.mul(f64x2.mul(q, inverse), lost))
}

// @ts-ignore: decorator
@inline
export function softplusTwo(x: v128): v128 {
  return f64x2.add(f64x2.max(x, f64x2.splat(0)), tail(x))
}

// @ts-ignore: decorator
@inline
export function logSigmoidTwo(x: v128): v128 {
  return f64x2.sub(f64x2.min(x, f64x2.splat(0)), tail(x))
}

/** log(1 + exp(−|x|)). */
// @ts-ignore: decorator
@inline
function tail(x: v128): v128 {
  return log1pTwo(expTwo(v128.or(x, all(SIGN_BIT))))
}
