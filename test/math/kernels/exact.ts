import { all, type BigNumber, create } from 'mathjs'

/** Sixty digits: a witness that is exact for our purpose, and that we did not write. */
const math = create(all, { number: 'BigNumber', precision: 60 })

const one = math.bignumber(1)

/**
 * Below it, 1 + x has too few of sixty digits, and three terms of the series have more than forty.
 */
const TINY = math.bignumber(1e-20)

function expm1(x: BigNumber): BigNumber {
  return x.abs().lt(TINY) ? series(x, 2, 6) : x.exp().minus(one)
}

function log1p(x: BigNumber): BigNumber {
  return x.abs().lt(TINY) ? series(x, -2, 3) : one.plus(x).ln()
}

/** x + x²/a + x³/b. */
function series(x: BigNumber, a: number, b: number): BigNumber {
  return x.plus(x.pow(2).div(a)).plus(x.pow(3).div(b))
}

/** The functions in sixty digits. */
export const exactly = {
  exp: (x: BigNumber) => x.exp(),
  expm1,
  log: (x: BigNumber) => x.ln(),
  log1p,
  tanh: (x: BigNumber) => x.tanh(),
  sigmoid: (x: BigNumber) => one.div(one.plus(x.neg().exp())),
  softplus: (x: BigNumber) => log1p(x.exp()),
  logSigmoid: (x: BigNumber) => log1p(x.neg().exp()).neg(),
  sin: (x: BigNumber) => x.sin(),
  cos: (x: BigNumber) => x.cos(),
} as const

/**
 * The double itself: mantissa times a power of two. (`math.bignumber(x)` takes the shortest decimal
 * that reads back as x, which may be half an ulp away.)
 */
export function toBig(x: number): BigNumber {
  if (x === 0) return math.bignumber(0)
  let exponent = Math.max(-1074, Math.floor(Math.log2(Math.abs(x))) - 53)
  let mantissa = x / 2 ** Math.ceil(exponent / 2) / 2 ** Math.floor(exponent / 2)
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2
    exponent--
  }
  return math.bignumber(mantissa).times(math.bignumber(2).pow(exponent))
}

/** Distance of `actual` from the exact value, in units in the last place of that value. */
export function ulpError(actual: number, exact: BigNumber): number {
  return Math.abs(
    toBig(actual)
      .minus(exact)
      .div(toBig(ulp(exact.toNumber())))
      .toNumber(),
  )
}

/** The unit in the last place of x. */
export function ulp(x: number): number {
  const size = Math.abs(x)
  const exponent = size < 2 ** -1022 ? -1022 : Math.floor(Math.log2(size))
  // log2 may round up to the next power of two.
  return 2 ** Math.max(-1074, (2 ** exponent > size ? exponent - 1 : exponent) - 52)
}
