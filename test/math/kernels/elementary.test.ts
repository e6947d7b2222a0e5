import assert from 'node:assert/strict'
import { logSigmoid, sigmoid, softplus, tanh } from '../../../src/math/kernels/activations.js'
import { exp, expm1, log, log1p } from '../../../src/math/kernels/elementary.js'
import { cos, sin } from '../../../src/math/kernels/trigonometric.js'
import { exactly, toBig, ulpError } from './exact.js'

const functions = { exp, expm1, log, log1p, tanh, sigmoid, softplus, logSigmoid, sin, cos }

type Name = keyof typeof functions

/** Where each is measured: the usual range, then where something happens. */
const ranges: Readonly<Record<Name, readonly (readonly [number, number])[]>> = {
  exp: [
    [-20, 20],
    [-745.2, 709.7],
    [-1, 1],
    [-1e-7, 1e-7],
    [-745.2, -708],
  ],
  expm1: [
    [-20, 20],
    [-1, 1],
    [-45, 45],
    [-1e-7, 1e-7],
    [43, 709.7],
    [-1e-300, 1e-300],
  ],
  log: [
    [0, 10],
    [0.5, 1.5],
    [0, 1e-306],
    [0, 5e-310],
    [1e299, 1e308],
  ],
  log1p: [
    [-1, 10],
    [-0.5, 0.5],
    [-1, -0.9],
    [-1e-7, 1e-7],
    [1e15, 1e17],
    [1e299, 1e308],
    [-1e-300, 1e-300],
  ],
  tanh: [
    [-20, 20],
    [-1, 1],
    [0.15, 0.35],
    [-1e-7, 1e-7],
    [-1e-300, 1e-300],
  ],
  sigmoid: [
    [-20, 20],
    [-3, 3],
    [-745, -30],
    [-1e-7, 1e-7],
  ],
  softplus: [
    [-20, 20],
    [-3, 3],
    [-745, -30],
    [-1e-7, 1e-7],
    [30, 1e3],
  ],
  logSigmoid: [
    [-20, 20],
    [-3, 3],
    [30, 745],
    [-1e-7, 1e-7],
    [-1e3, -30],
  ],
  sin: [
    [-7, 7],
    [-1e6, 1e6],
    [Math.PI - 1e-5, Math.PI + 1e-5],
    [-1e-7, 1e-7],
  ],
  cos: [
    [-7, 7],
    [-1e6, 1e6],
    [Math.PI / 2 - 1e-5, Math.PI / 2 + 1e-5],
    [-1e-7, 1e-7],
  ],
}

/** How many arguments in each range; with more than a thousand, the largest errors are printed. */
const SAMPLES = Number(process.env.NOTEGRAD_ULP_SAMPLES ?? 300)

describe('elementary functions', () => {
  for (const name of Object.keys(functions) as Name[]) {
    it(`${name} is at most 2 ulp from the value in sixty digits`, () => {
      let worst = { error: 0, x: Number.NaN }
      for (const [low, high] of ranges[name]) {
        for (const x of spread(low, high, SAMPLES)) {
          const error = ulpError(functions[name](x), exactly[name](toBig(x)))
          if (!(error <= worst.error)) worst = { error, x }
        }
      }
      if (SAMPLES > 1000) process.stdout.write(`${name}: ${worst.error} ulp at ${worst.x}\n`)
      assert.ok(worst.error <= 2, `${name}(${worst.x}) is off by ${worst.error} ulp`)
    })
  }

  it('have the limits of real analysis', () => {
    const table: readonly (readonly [number, number])[] = [
      [exp(-Infinity), 0],
      [exp(Infinity), Infinity],
      [exp(0), 1],
      [exp(-0), 1],
      [exp(709.782712893384), 1.7976931348622732e308],
      [exp(709.7827128933841), Infinity],
      [exp(-745.1332191019411), 5e-324],
      [exp(-745.1332191019412), 0],
      [expm1(-Infinity), -1],
      [expm1(Infinity), Infinity],
      [expm1(-0), -0],
      [expm1(Number.MIN_VALUE), Number.MIN_VALUE],
      [expm1(709.7827128933841), Infinity],
      [log(0), -Infinity],
      [log(-0), -Infinity],
      [log(1), 0],
      [log(Infinity), Infinity],
      [log(-1), Number.NaN],
      [log(Number.MIN_VALUE), -744.4400719213812],
      [log1p(-1), -Infinity],
      [log1p(-1.1), Number.NaN],
      [log1p(-0), -0],
      [log1p(Infinity), Infinity],
      [log1p(-Number.MIN_VALUE), -Number.MIN_VALUE],
      [tanh(Infinity), 1],
      [tanh(-Infinity), -1],
      [tanh(-0), -0],
      [tanh(Number.MIN_VALUE), Number.MIN_VALUE],
      [sigmoid(0), 0.5],
      [sigmoid(-0), 0.5],
      [sigmoid(Infinity), 1],
      [sigmoid(-Infinity), 0],
      [softplus(-Infinity), 0],
      [softplus(Infinity), Infinity],
      [softplus(-745.1332191019411), 5e-324],
      [logSigmoid(-Infinity), -Infinity],
      [logSigmoid(Infinity), 0],
      [sin(-0), -0],
      [sin(Math.PI), 1.2246467991473532e-16],
      [cos(Math.PI / 2), 6.123233995736766e-17],
      [sin(Infinity), Number.NaN],
      [cos(0), 1],
      [cos(-Infinity), Number.NaN],
    ]
    for (const [actual, expected] of table) assert.ok(Object.is(actual, expected), `${actual}`)
    for (const f of Object.values(functions)) assert.ok(Number.isNaN(f(Number.NaN)))
  })

  it('sigmoid(−x) and tanh(−x) mirror sigmoid(x) and tanh(x)', () => {
    for (const x of spread(-30, 30, 500)) {
      assert.equal(tanh(-x), -tanh(x))
      assert.ok(Math.abs(sigmoid(-x) + sigmoid(x) - 1) <= 2 ** -52)
    }
  })
})

/** `count` numbers between the bounds, spread evenly but for a seeded jitter (an LCG). */
function spread(low: number, high: number, count: number): number[] {
  let state = 12345
  return Array.from({ length: count }, (_, i) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff
    return low + ((i + state / 0x80000000) / count) * (high - low)
  })
}
