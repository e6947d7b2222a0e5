/**
 * Whole powers of complex numbers by multiplication. mathjs multiplies the angle, whose rounding is
 * far larger than the imaginary part that the complex step (autodiff/complexStep.ts) looks at.
 */
import type { Extension } from '../extension.js'

/** The part of mathjs's complex numbers used here. */
interface Complex {
  readonly re: number
  readonly im: number
  mul(z: Complex): Complex
  pow(exponent: Complex): Complex
  inverse(): Complex
}

/** Powers above this are few, and left to mathjs. */
const MOST = 64

function power(z: Complex, exponent: Complex): Complex {
  const { re: n, im } = exponent
  const isWhole = im === 0 && Number.isInteger(n) && n !== 0 && Math.abs(n) <= MOST
  if (!isWhole) return z.pow(exponent)
  return n < 0 ? product(z, -n).inverse() : product(z, n)
}

/** $z^n = (z^{n/2})^2$, times z where n is odd. */
function product(z: Complex, n: number): Complex {
  if (n === 1) return z
  const half = product(z, Math.floor(n / 2))
  const even = half.mul(half)
  return n % 2 === 1 ? even.mul(z) : even
}

export const complexPowers: readonly Extension[] = [
  { name: 'pow', signatures: () => ({ 'Complex,Complex': power }) },
]
