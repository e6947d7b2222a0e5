import { logSigmoid, sigmoid, softplus, tanh } from '../activations.js'
import { exp, expm1, log, log1p } from '../elementary.js'
import { cos, sin } from '../trigonometric.js'

/** Fills y with f(x). One loop per function: a shared loop that calls f is 5–9 times slower. */
type UnaryLoop = (x: Float64Array, y: Float64Array) => void

export const unaryLoops = {
  abs: (x, y) => {
    for (let i = 0; i < x.length; i++) y[i] = Math.abs(x[i])
  },
  cos: (x, y) => {
    for (let i = 0; i < x.length; i++) y[i] = cos(x[i])
  },
  cube: (x, y) => {
    for (let i = 0; i < x.length; i++) y[i] = x[i] * x[i] * x[i]
  },
  exp: (x, y) => {
    for (let i = 0; i < x.length; i++) y[i] = exp(x[i])
  },
  expm1: (x, y) => {
    for (let i = 0; i < x.length; i++) y[i] = expm1(x[i])
  },
  isFinite: (x, y) => {
    for (let i = 0; i < x.length; i++) y[i] = Number.isFinite(x[i]) ? 1 : 0
  },
  isNaN: (x, y) => {
    for (let i = 0; i < x.length; i++) y[i] = Number.isNaN(x[i]) ? 1 : 0
  },
  log: (x, y) => {
    for (let i = 0; i < x.length; i++) y[i] = log(x[i])
  },
  log1p: (x, y) => {
    for (let i = 0; i < x.length; i++) y[i] = log1p(x[i])
  },
  logSigmoid: (x, y) => {
    for (let i = 0; i < x.length; i++) y[i] = logSigmoid(x[i])
  },
  /** 1 where x is 0 or NaN. */
  not: (x, y) => {
    for (let i = 0; i < x.length; i++) y[i] = x[i] ? 0 : 1
  },
  /** NaN stays NaN, −0 becomes 0. */
  relu: (x, y) => {
    for (let i = 0; i < x.length; i++) y[i] = Math.max(x[i], 0)
  },
  sigmoid: (x, y) => {
    for (let i = 0; i < x.length; i++) y[i] = sigmoid(x[i])
  },
  sign: (x, y) => {
    for (let i = 0; i < x.length; i++) y[i] = Math.sign(x[i])
  },
  sin: (x, y) => {
    for (let i = 0; i < x.length; i++) y[i] = sin(x[i])
  },
  softplus: (x, y) => {
    for (let i = 0; i < x.length; i++) y[i] = softplus(x[i])
  },
  sqrt: (x, y) => {
    for (let i = 0; i < x.length; i++) y[i] = Math.sqrt(x[i])
  },
  square: (x, y) => {
    for (let i = 0; i < x.length; i++) y[i] = x[i] * x[i]
  },
  /** 1 where x > 0, else 0; NaN stays NaN. */
  step: (x, y) => {
    for (let i = 0; i < x.length; i++) y[i] = x[i] > 0 ? 1 : x[i] <= 0 ? 0 : Number.NaN
  },
  tanh: (x, y) => {
    for (let i = 0; i < x.length; i++) y[i] = tanh(x[i])
  },
  unaryMinus: (x, y) => {
    for (let i = 0; i < x.length; i++) y[i] = -x[i]
  },
} satisfies Readonly<Record<string, UnaryLoop>>

export type UnaryName = keyof typeof unaryLoops
