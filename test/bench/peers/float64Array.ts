/** By hand: loops over Float64Arrays, as one writes them without a library. */
import type { Prepare } from '../protocol.js'
import { mlp, mlpData } from '../work/mlp.js'

export const work: Readonly<Record<string, Prepare>> = {
  'MLP step': () => {
    const data = mlpData()
    return () => step(data)
  },
}

type F64 = Float64Array

const { rows: N, inputs: D, hidden: H, outputs: K, learningRate } = mlp

function step({ x, t, W1, b1, W2, b2 }: ReturnType<typeof mlpData>): number {
  const h = product(x, W1, N, D, H)
  for (let i = 0; i < h.length; i++) h[i] = 1 / (1 + Math.exp(-(h[i] + b1[i % H])))
  const scores = product(h, W2, N, H, K)
  for (let i = 0; i < scores.length; i++) scores[i] += b2[i % K]

  const d = scores
  const loss = softmaxWithLoss(d, t)
  const dh = timesTransposed(d, W2, N, K, H)
  for (let i = 0; i < dh.length; i++) dh[i] *= h[i] * (1 - h[i])

  descend(W2, transposedTimes(h, d, N, H, K))
  descend(b2, sumOfRows(d, N, K))
  descend(W1, transposedTimes(x, dh, N, D, H))
  descend(b1, sumOfRows(dh, N, H))
  return loss
}

/** Turns scores into the gradient (softmax − t)/N, and returns the mean loss. */
function softmaxWithLoss(scores: F64, t: F64): number {
  let loss = 0
  for (let i = 0; i < N; i++) {
    const row = scores.subarray(i * K, (i + 1) * K)
    let top = row[0]
    for (let j = 1; j < K; j++) top = Math.max(top, row[j])
    let sum = 0
    for (let j = 0; j < K; j++) sum += Math.exp(row[j] - top)
    for (let j = 0; j < K; j++) {
      const target = t[i * K + j]
      loss -= target * (row[j] - top - Math.log(sum))
      row[j] = (Math.exp(row[j] - top) / sum - target) / N
    }
  }
  return loss / N
}

/** A (m×k) · B (k×n). */
function product(a: F64, b: F64, m: number, k: number, n: number): F64 {
  const c = new Float64Array(m * n)
  for (let i = 0; i < m; i++)
    for (let p = 0; p < k; p++) {
      const factor = a[i * k + p]
      for (let j = 0; j < n; j++) c[i * n + j] += factor * b[p * n + j]
    }
  return c
}

/** Aᵀ·B for A (m×k), B (m×n). */
function transposedTimes(a: F64, b: F64, m: number, k: number, n: number): F64 {
  const c = new Float64Array(k * n)
  for (let p = 0; p < m; p++)
    for (let i = 0; i < k; i++) {
      const factor = a[p * k + i]
      for (let j = 0; j < n; j++) c[i * n + j] += factor * b[p * n + j]
    }
  return c
}

/** A·Bᵀ for A (m×k), B (n×k). */
function timesTransposed(a: F64, b: F64, m: number, k: number, n: number): F64 {
  const c = new Float64Array(m * n)
  for (let i = 0; i < m; i++)
    for (let j = 0; j < n; j++) {
      let sum = 0
      for (let p = 0; p < k; p++) sum += a[i * k + p] * b[j * k + p]
      c[i * n + j] = sum
    }
  return c
}

function sumOfRows(x: F64, rows: number, columns: number): F64 {
  const sum = new Float64Array(columns)
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) sum[j] += x[i * columns + j]
  return sum
}

function descend(parameter: F64, gradient: F64): void {
  for (let i = 0; i < parameter.length; i++) parameter[i] -= learningRate * gradient[i]
}
