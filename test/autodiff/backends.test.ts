import assert from 'node:assert/strict'
import { grad } from '../../src/autodiff/grad.js'
import { hessian } from '../../src/autodiff/jacobian.js'
import { math } from '../../src/math/instance.js'
import { type BackendName, backend, setBackend } from '../../src/math/kernels/index.js'
import { flat, tensor } from '../../src/math/storage.js'
import type { Matrix } from '../../src/math/types.js'
import { assertClose } from '../golden/golden.js'
import { requires } from '../support/requirements.js'

const waves = (rows: number, columns: number) =>
  tensor(
    Float64Array.from({ length: rows * columns }, (_, i) => Math.sin(1 + i)),
    [rows, columns],
  )

const [X, T] = [waves(20, 8), math.softmax(waves(20, 5))]

/** A network of two layers with softmax and cross-entropy. */
function loss({ W1, W2 }: { W1: Matrix; W2: Matrix }): number {
  const hidden = math.tanh(math.multiply(X, W1))
  const logits = math.logSoftmax(math.multiply(math.relu(hidden), W2))
  return math.unaryMinus(math.mean(math.sum(math.dotMultiply(T, logits), 1)))
}

/** Gradients and a Hessian under a backend, as plain numbers. */
function derivatives(name: BackendName): Float64Array[] {
  setBackend(name)
  const { W1, W2 } = grad(loss)({ W1: waves(8, 10), W2: waves(10, 5) })
  const H = hessian((w: Matrix) => loss({ W1: w, W2: waves(3, 5) }))(waves(8, 3))
  return [W1, W2, H].map((matrix) => flat(matrix).slice())
}

describe('derivatives under the backends', () => {
  let before: BackendName
  beforeEach(() => {
    before = backend()
  })
  afterEach(() => setBackend(before))

  it('are the same bits by loops and by wasm', () => {
    assert.deepEqual(derivatives('wasm'), derivatives('loops'))
  })

  it('agree within rounding by blas', async function () {
    await requires(this, 'blas')
    const [byBlas, byLoops] = [derivatives('blas'), derivatives('loops')]
    byBlas.forEach((values, i) => {
      const size = [values.length]
      const within = { relative: 1e-12, absolute: 1e-14 }
      assertClose(tensor(values, size), tensor(byLoops[i], size), within)
    })
  })
})
