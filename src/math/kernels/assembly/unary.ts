/** y = f(x), n elements; the last one of an odd number runs as a pair with itself. */
import { LogSigmoid, Sigmoid, Softplus, Tanh } from './activations'
import { Exp, Expm1 } from './elementary'
import { Log, Log1p } from './logarithms'
import { oneWhere, operator } from './operators'
import { inStrips } from './strips'

function map<F>(n: u32, x: u32, y: u32): void {
  const f = operator<F>()
  // two pairs in a turn: the way round takes as long as one of them
  for (const end = x + ((n >> 2) << 5); x < end; x += 32, y += 32) {
    v128.store(y, f.apply(v128.load(x)))
    v128.store(y, f.apply(v128.load(x, 16)), 16)
  }
  if (n & 2) {
    v128.store(y, f.apply(v128.load(x)))
    x += 16; y += 16
  }
  if (n & 1) v128.store64_lane(y, f.apply(v128.load64_splat(x)), 0)
}

// @ts-ignore: decorator
@unmanaged class Abs {
  @inline apply(x: v128): v128 { return f64x2.abs(x) }
}
export function abs(n: u32, x: u32, y: u32): void { map<Abs>(n, x, y) }

// @ts-ignore: decorator
@unmanaged class Cube {
  @inline apply(x: v128): v128 { return f64x2.mul(f64x2.mul(x, x), x) }
}
export function cube(n: u32, x: u32, y: u32): void { map<Cube>(n, x, y) }

export function exp(n: u32, x: u32, y: u32): void { inStrips<Exp>(n, x, y) }

export function expm1(n: u32, x: u32, y: u32): void { inStrips<Expm1>(n, x, y) }

// @ts-ignore: decorator
@unmanaged class IsFinite {
  @inline apply(x: v128): v128 { return oneWhere(f64x2.lt(f64x2.abs(x), f64x2.splat(Infinity))) }
}
export function isFinite(n: u32, x: u32, y: u32): void { map<IsFinite>(n, x, y) }

// @ts-ignore: decorator
@unmanaged class IsNaN {
  @inline apply(x: v128): v128 { return oneWhere(f64x2.ne(x, x)) }
}
export function isNaN(n: u32, x: u32, y: u32): void { map<IsNaN>(n, x, y) }

export function log(n: u32, x: u32, y: u32): void { inStrips<Log>(n, x, y) }

export function log1p(n: u32, x: u32, y: u32): void { inStrips<Log1p>(n, x, y) }

export function logSigmoid(n: u32, x: u32, y: u32): void { inStrips<LogSigmoid>(n, x, y) }

/** 1 where x is 0 or NaN. */
// @ts-ignore: decorator
@unmanaged class Not {
  @inline apply(x: v128): v128 {
    return oneWhere(v128.not(f64x2.gt(f64x2.abs(x), f64x2.splat(0))))
  }
}
export function not(n: u32, x: u32, y: u32): void { map<Not>(n, x, y) }

/** NaN stays NaN; the sum makes 0 of −0. A pmax is one instruction, a max seven. */
// @ts-ignore: decorator
@unmanaged class Relu {
  @inline apply(x: v128): v128 {
    const zero = f64x2.splat(0)
    return f64x2.add(f64x2.pmax(x, zero), zero)
  }
}
export function relu(n: u32, x: u32, y: u32): void { map<Relu>(n, x, y) }

export function sigmoid(n: u32, x: u32, y: u32): void { inStrips<Sigmoid>(n, x, y) }

/** ±1 with the sign of x; x itself where it is ±0 or NaN. */
// @ts-ignore: decorator
@unmanaged class Sign {
  @inline apply(x: v128): v128 {
    const one = v128.or(v128.and(x, f64x2.splat(-0.0)), f64x2.splat(1))
    return v128.bitselect(one, x, f64x2.gt(f64x2.abs(x), f64x2.splat(0)))
  }
}
export function sign(n: u32, x: u32, y: u32): void { map<Sign>(n, x, y) }

export function softplus(n: u32, x: u32, y: u32): void { inStrips<Softplus>(n, x, y) }

// @ts-ignore: decorator
@unmanaged class Sqrt {
  @inline apply(x: v128): v128 { return f64x2.sqrt(x) }
}
export function sqrt(n: u32, x: u32, y: u32): void { map<Sqrt>(n, x, y) }

// @ts-ignore: decorator
@unmanaged class Square {
  @inline apply(x: v128): v128 { return f64x2.mul(x, x) }
}
export function square(n: u32, x: u32, y: u32): void { map<Square>(n, x, y) }

/** 1 where x > 0, else 0; NaN stays NaN. */
// @ts-ignore: decorator
@unmanaged class Step {
  @inline apply(x: v128): v128 {
    const one = v128.and(f64x2.gt(x, f64x2.splat(0)), f64x2.splat(1))
    return v128.bitselect(one, x, f64x2.eq(x, x))
  }
}
export function step(n: u32, x: u32, y: u32): void { map<Step>(n, x, y) }

export function tanh(n: u32, x: u32, y: u32): void { inStrips<Tanh>(n, x, y) }

// @ts-ignore: decorator
@unmanaged class UnaryMinus {
  @inline apply(x: v128): v128 { return f64x2.neg(x) }
}
export function unaryMinus(n: u32, x: u32, y: u32): void { map<UnaryMinus>(n, x, y) }
