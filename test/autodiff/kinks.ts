/** What the rules say where there is no derivative (docs/notation.md), by operation. */
import assert from 'node:assert/strict'
import { grad } from '../../src/autodiff/grad.js'
import { greatest } from '../../src/autodiff/ops/greatest.js'
import { math } from '../../src/math/instance.js'
import { flat, tensor } from '../../src/math/storage.js'
import type { Matrix, Value, Variable } from '../../src/math/types.js'
import { assertClose } from '../golden/golden.js'

/** The gradient of a function of a matrix, as a list. */
function listed(f: (x: Matrix) => Value, x: readonly number[]): number[] {
  return [...flat(grad(f)(math.matrix([...x])))]
}

const flatAtZero = (f: (x: number) => Value) => () => assert.equal(grad(f)(0), 0)
const sharedAtTie = (f: (x: number, y: number) => Value) => () =>
  assert.deepEqual(grad(f, [0, 1])(3, 3), [0.5, 0.5])

/** Of jax and torch, and finite second ones. */
function powersOfZero(): void {
  const at = { a: math.matrix([0, 0, 0, 2]), b: math.matrix([0, 1, 2, 0]) }
  const f = ({ a, b }: { a: Value; b: Value }): Value => math.sum(math.dotPow(a, b) as Variable)
  const first = grad(f)(at) as typeof at
  assert.deepEqual([...flat(first.a)], [0, 1, 0, 0])
  assert.deepEqual([...flat(first.b)], [0, 0, 0, Math.LN2])
  const slope = (of: 'a' | 'b') => (x: typeof at) =>
    math.sum((grad(f)(x) as Record<string, Value>)[of] as Variable)
  const ofA = grad(slope('a'))(at) as typeof at
  assert.deepEqual(
    [...flat(ofA.a)].map((x) => x + 0),
    [0, 0, 2, 0],
  )
  assert.equal(flat(ofA.b)[3], 0.5)
  const ofB = grad(slope('b'))(at) as typeof at
  assert.deepEqual([...flat(ofB.b)].slice(0, 3), [0, 0, 0])
  assert.deepEqual([...flat(ofB.a)].slice(0, 3), [0, 0, 0])
  assert.ok([...flat(ofA.b), ...flat(ofB.a)].every(Number.isFinite))
  assert.deepEqual(
    listed((x) => math.sum(math.dotPow(x, 0)), [0, 0, 0, 2]),
    [0, 0, 0, 0],
  )
  // below 0 there is no logarithm, and above 0 a negative power has no bound
  const byExponent = grad((b: Matrix) => math.sum(math.dotPow(math.matrix([-1, 0, 0]), b)))
  const slopes = [...flat(byExponent(math.matrix([2, 3, -1])))]
  assert.deepEqual(slopes, [Number.NaN, 0, -Infinity])
}

/** 0 where the norm is 0, and where an element is. */
function kinksOfNorm(): void {
  for (const p of [2, 3, 0.5, 'fro']) {
    const found = listed((x) => math.norm(x, p), [0, 0])
    assert.deepEqual(found, [0, 0], `degree ${p}`)
  }
  const oneZero = listed((x) => math.norm(x, 0.5), [0, 4])
  assert.deepEqual(oneZero, [0, 1])
  const spectral = grad((X: Matrix) => math.norm(X))(math.zeros([2, 2]) as Matrix)
  assert.deepEqual([...flat(spectral)], [0, 0, 0, 0])
  for (const size of [1e-200, 1e200]) {
    const found = grad((X: Matrix) => math.norm(X))(tensor([size, 0, 0, 2 * size], [2, 2]))
    assert.deepEqual([...flat(found)], [0, 0, 0, 1])
  }
}

/** Its inverse loses digits, as it is ill-conditioned and not normal. */
function rootOfLostDigits(): void {
  const triangle = math.matrix([
    [1, 60, 2000],
    [0, 1e3, 6e4],
    [0, 0, 1e6],
  ])
  const Q = math.subtract(math.identity(3) as Matrix, math.dotMultiply(2 / 3, math.ones([3, 3])))
  const root = math.multiply(Q, math.multiply(triangle, Q))
  const x = math.multiply(root, root)
  const s = grad((x: Matrix) => math.sum(math.sqrtm(x)))(x)
  const a = math.transpose(math.sqrtm(x)) as Matrix
  const sum = math.add(math.multiply(a, s), math.multiply(s, a))
  const left = math.subtract(math.ones([3, 3]), sum)
  assert.ok(greatest(left) < 10 * 2 ** -52 * greatest(a) * greatest(s))
}

export const kinks: Readonly<Record<string, () => void>> = {
  relu: flatAtZero((x) => math.relu(x)),
  addRelu: flatAtZero((x) => math.addRelu(x, 0)),
  abs: flatAtZero((x) => math.abs(x)),
  step: flatAtZero((x) => math.step(x)),
  sign: flatAtZero((x) => math.sign(x)),
  floor: flatAtZero((x) => math.floor(x as never) as Value),
  dotPow: powersOfZero,
  maximum: sharedAtTie((x, y) => math.maximum(x, y)),
  minimum: sharedAtTie((x, y) => math.minimum(x, y)),
  // the slope of the left side
  leakyRelu: () => assert.equal(grad((x: number) => math.leakyRelu(x, 0.2))(0), 0.2),
  elu: () => assert.equal(grad((x: number) => math.elu(x, 0.7))(0), 0.7),
  clip: () => {
    const clipped = grad((x: number) => math.clip(x, -1, 2))
    assert.deepEqual([-1.5, -1, 0, 2, 2.5].map(clipped), [0, 1, 1, 1, 0])
  },
  norm: kinksOfNorm,
  hypot: () => {
    const root = grad((x: number, y: number) => math.hypot(x, y), [0, 1])
    assert.deepEqual(root(0, 0), [0, 0])
  },
  std: () =>
    assert.deepEqual(
      listed((x) => math.std(x), [2, 2]),
      [0, 0],
    ),
  // all to the first of equals
  max: () =>
    assert.deepEqual(
      listed((x) => math.max(x), [1, 3, 3, 1]),
      [0, 1, 0, 0],
    ),
  min: () =>
    assert.deepEqual(
      listed((x) => math.min(x), [1, 3, 3, 1]),
      [1, 0, 0, 0],
    ),
  // no kinks, but no inverse, or a bad one
  sqrtm: rootOfLostDigits,
  det: () => {
    const singular = math.matrix([
      [1, 2],
      [2, 4],
    ])
    const cofactors = math.matrix([
      [4, -2],
      [-2, 1],
    ])
    const found = grad((x: Matrix) => math.det(x))(singular)
    assertClose(found, cofactors, { relative: 0, absolute: 1e-15 })
  },
}
