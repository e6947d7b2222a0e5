/** Activation functions of a strip: for each element step by step those of ../activations.ts. */
import { all, expm1Of, expOf, HALF, ONE, SIGN_BIT, signed, TWO } from './elementary'
import { Log1p } from './logarithms'
import { operator } from './operators'
import { ROOM } from './strips'

const TANH_ONE = <u32>memory.data<f64>([44])

/** Of a strip: exp of something, less 1 for tanh, and log(1 + exp(−|x|)). */
const E = <u32>memory.data(ROOM, 64)
const LOG = <u32>memory.data(ROOM, 64)

// @ts-ignore: decorator
@unmanaged class TwiceTheSize {
  @inline apply(x: v128): v128 { return f64x2.pmin(f64x2.mul(f64x2.abs(x), all(TWO)), all(TANH_ONE)) }
}

// @ts-ignore: decorator
@unmanaged export class Tanh {
  @inline apply(size: u32, x: u32, y: u32): void {
    expm1Of<TwiceTheSize>(size, x, E)
    const one = all(ONE), two = all(TWO), half = all(HALF), signBit = all(SIGN_BIT)
    for (let i: u32 = 0; i < size; i += 16) {
      const e = v128.load(E + i), d = f64x2.add(e, two), q = f64x2.div(e, d)
      const lostD = f64x2.sub(e, f64x2.sub(d, two))
      const fix = f64x2.mul(f64x2.mul(q, f64x2.sub(one, q)), f64x2.mul(lostD, half))
      const value = f64x2.sub(q, v128.and(fix, f64x2.lt(e, two)))
      v128.store(y + i, signed(value, v128.load(x + i), signBit))
    }
  }
}

// @ts-ignore: decorator
@unmanaged class MinusTheSize {
  @inline apply(x: v128): v128 { return v128.or(x, all(SIGN_BIT)) }
}

// @ts-ignore: decorator
@unmanaged export class Sigmoid {
  @inline apply(size: u32, x: u32, y: u32): void {
    expOf<MinusTheSize>(size, x, E)
    const one = all(ONE), zero = f64x2.splat(0)
    for (let i: u32 = 0; i < size; i += 16) {
      const e = v128.load(E + i), d = f64x2.add(one, e)
      const q = f64x2.div(v128.bitselect(e, one, f64x2.lt(v128.load(x + i), zero)), d)
      const lost = f64x2.sub(e, f64x2.sub(d, one))
      const inverse = f64x2.pmax(q, f64x2.sub(one, q))
      v128.store(y + i, f64x2.sub(q, f64x2.mul(f64x2.mul(q, inverse), lost)))
    }
  }
}

// @ts-ignore: decorator
@unmanaged export class Softplus {
  @inline apply(size: u32, x: u32, y: u32): void {
    logOfOnePlusExp(size, x)
    for (let i: u32 = 0; i < size; i += 16)
      v128.store(y + i, f64x2.add(f64x2.max(v128.load(x + i), f64x2.splat(0)), v128.load(LOG + i)))
  }
}

// @ts-ignore: decorator
@unmanaged export class LogSigmoid {
  @inline apply(size: u32, x: u32, y: u32): void {
    logOfOnePlusExp(size, x)
    for (let i: u32 = 0; i < size; i += 16)
      v128.store(y + i, f64x2.sub(f64x2.min(v128.load(x + i), f64x2.splat(0)), v128.load(LOG + i)))
  }
}

/** log(1 + exp(−|x|)). */
function logOfOnePlusExp(size: u32, x: u32): void {
  expOf<MinusTheSize>(size, x, E)
  operator<Log1p>().apply(size, E, LOG)
}
