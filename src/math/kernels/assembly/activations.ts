/** Activation functions of a strip: for each element step by step those of ../activations.ts. */
import { all, expOf, mulAdd, ONE, SIGN_BIT, signed } from './elementary'
import { Log1p } from './logarithms'
import { operator } from './operators'
import { ROOM } from './strips'
import { TANH } from './tables'

/** Of a strip: exp(−|x|), and log(1 + exp(−|x|)). */
const E = <u32>memory.data(ROOM, 64)
const LOG = <u32>memory.data(ROOM, 64)

// ----------------------------------------------------------------------------------- tanh

const TANH_ONE = <u32>memory.data<f64>([19.125])
const SHRINK = <u32>memory.data<f64>([0.998])
const ROUND_EIGHTHS = <u32>memory.data<f64>([844424930131968])
const P = <u32>memory.data<f64>([
  -0.3333333333333333, 0.13333333333318834, -0.05396825371122207, 0.02186932903915408,
  -0.00882281715063628,
])

/** Of a strip: the next eighth, counted in the low bits of a double, and what is left of |x|. */
const EIGHTHS = <u32>memory.data(ROOM, 64)
const LEFT = <u32>memory.data(ROOM, 64)

// @ts-ignore: decorator
@unmanaged export class Tanh {
  @inline apply(size: u32, x: u32, y: u32): void {
    toEighths(size, x)
    tanhOfLeft(size)
    tanhOfSum(size, x, y)
  }
}

function toEighths(size: u32, x: u32): void {
  const largest = all(TANH_ONE), shrink = all(SHRINK), round = all(ROUND_EIGHTHS)
  for (let i: u32 = 0; i < size; i += 16) {
    const a = f64x2.pmin(f64x2.abs(v128.load(x + i)), largest) // keeps a NaN
    const bits = mulAdd(a, shrink, round)
    v128.store(EIGHTHS + i, bits)
    v128.store(LEFT + i, f64x2.sub(a, f64x2.sub(bits, round)))
  }
}

function tanhOfLeft(size: u32): void {
  const p0 = all(P), p1 = all(P + 8), p2 = all(P + 16), p3 = all(P + 24), p4 = all(P + 32)
  for (let i: u32 = 0; i < size; i += 16) {
    const b = v128.load(LEFT + i), z = f64x2.mul(b, b), z2 = f64x2.mul(z, z)
    const p = mulAdd(mulAdd(mulAdd(p4, z, p3), z2, mulAdd(p2, z, p1)), z, p0)
    v128.store(LEFT + i, mulAdd(f64x2.mul(b, z), p, b))
  }
}

function tanhOfSum(size: u32, x: u32, y: u32): void {
  const table = <u32>TANH.dataStart, one = all(ONE), signBit = all(SIGN_BIT)
  for (let i: u32 = 0; i < size; i += 16) {
    const first = v128.load64_zero(table + ((load<u32>(EIGHTHS + i) & 255) << 3))
    const t = v128.load64_lane(table + ((load<u32>(EIGHTHS + i, 8) & 255) << 3), first, 1)
    const u = v128.load(LEFT + i)
    const rest = f64x2.mul(f64x2.sub(one, f64x2.mul(t, t)), u)
    const value = f64x2.add(t, f64x2.div(rest, mulAdd(t, u, one)))
    v128.store(y + i, signed(value, v128.load(x + i), signBit))
  }
}

// -------------------------------------------------------------------------------- sigmoid

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
