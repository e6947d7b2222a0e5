import { math } from '../../src/math/instance.js'
import { flat, tensor } from '../../src/math/storage.js'
import type { Matrix } from '../../src/math/types.js'
import { Affine } from '../../src/nn/Affine.js'
import { crossEntropy } from '../../src/nn/crossEntropy.js'
import { sumOfSquares } from '../../src/nn/meanSquaredError.js'
import { AND, NAND, OR, Perceptron, XOR } from '../../src/nn/models/Perceptron.js'
import { Sequential } from '../../src/nn/Sequential.js'
import { Sigmoid } from '../../src/nn/Sigmoid.js'
import { SoftmaxWithLoss } from '../../src/nn/SoftmaxWithLoss.js'
import { SGD } from '../../src/train/SGD.js'
import { assertClose, type GoldenValue, golden, numbers } from '../golden/golden.js'

interface Example {
  readonly name: string
  readonly value: Readonly<Record<string, GoldenValue>>
  readonly [part: string]: unknown
}

const { examples } = golden<{ examples: readonly Example[] }>('classic')
const exact = { relative: 1e-12, absolute: 1e-13 }
/** An affine layer of rows and biases. */
const affine = (W: number[][], b: number[]) => new Affine(math.matrix(W), math.matrix(b))
const row = (list: unknown) => math.matrix([list as number[]])

/** The example of this name; `close` compares a number or a list of ours with its value. */
function example(name: string) {
  const found = examples.find((e) => e.name === name) as Example
  const close = (part: string, ours: number | readonly number[] | Float64Array, to = exact) => {
    const theirs = numbers(found.value[part])
    const actual = typeof ours === 'number' ? ours : tensor([...ours], [ours.length])
    assertClose(actual, typeof theirs === 'number' ? theirs : math.flatten(theirs), to, part)
  }
  return { parts: found, close }
}

describe('golden: other people’s examples, by layers', () => {
  it('Mazur’s step-by-step backpropagation, whose biases stay as they are', () => {
    const {
      close,
      parts: { inputs, targets, weights, biases, lr },
    } = example("Mazur's step-by-step backpropagation")
    const [w1, w2, w3, w4, w5, w6, w7, w8] = weights as number[]
    const [b1, b2] = biases as number[]
    const hidden = affine(
      [
        [w1, w3],
        [w2, w4],
      ],
      [b1, b1],
    )
    const last = affine(
      [
        [w5, w7],
        [w6, w8],
      ],
      [b2, b2],
    )
    const net = new Sequential([hidden, new Sigmoid(), last, new Sigmoid()])
    const [x, t] = [row(inputs), row(targets)]
    const inOrder = ({ W: ofHidden }: Weights, { W: ofLast }: Weights) =>
      [ofHidden, ofLast].flatMap((W) => [...flat(math.transpose(W))])
    const optimizer = new SGD({ lr: lr as number })
    const step = () => {
      net.backward(math.subtract(net.forward(x), t))
      optimizer.update(
        { W1: hidden.params.W, W2: last.params.W },
        { W1: hidden.grads.W, W2: last.grads.W },
      )
    }

    const y = net.forward(x)
    close('outHidden', flat(net.layers[1].forward(hidden.forward(x))))
    close('out', flat(y))
    close('error', sumOfSquares(y, t))
    step()
    close('dw', inOrder(hidden.grads as Weights, last.grads as Weights))
    close(
      'db',
      [hidden, last].map(({ grads }) => math.sum(grads.b)),
    )
    close('weightsAfter1', inOrder(hidden.params, last.params))
    close('errorAfter1', sumOfSquares(net.forward(x), t))
    for (let i = 1; i < 10_000; i++) step()
    const nearly = { relative: 1e-9, absolute: 0 }
    close('errorAfter10000', sumOfSquares(net.forward(x), t), nearly)
    close('outAfter10000', flat(net.forward(x)), nearly)
  })

  it('perceptrons', () => {
    const {
      close,
      parts: { value, weights },
    } = example('perceptrons')
    const inputs = numbers(value.x) as Matrix
    const gates = { AND, NAND, OR, XOR }
    for (const [name, gate] of Object.entries(gates)) {
      close(
        name,
        (inputs.toArray() as number[][]).map(([x1, x2]) => gate(x1, x2)),
      )
    }
    for (const [name, [w1, w2, b]] of Object.entries(weights as Record<string, number[]>)) {
      close(name, flat(new Perceptron([w1, w2], b).predict(inputs)))
    }
  })

  it('three-layer forward pass, with the book’s weights', () => {
    const {
      close,
      parts: { x },
    } = example('three-layer forward pass')
    const net = new Sequential([
      affine(
        [
          [0.1, 0.3, 0.5],
          [0.2, 0.4, 0.6],
        ],
        [0.1, 0.2, 0.3],
      ),
      new Sigmoid(),
      affine(
        [
          [0.1, 0.4],
          [0.2, 0.5],
          [0.3, 0.6],
        ],
        [0.1, 0.2],
      ),
      new Sigmoid(),
      affine(
        [
          [0.1, 0.3],
          [0.2, 0.4],
        ],
        [0.1, 0.2],
      ),
    ])
    close('out', flat(net.forward(row(x))))
  })

  for (const answer of ['right', 'wrong']) {
    it(`losses, ${answer} answer, where the book adds 1e-7 to each probability`, () => {
      const {
        close,
        parts: { y, t },
      } = example(`losses, ${answer} answer`)
      const oneHot = math.oneHot([t as number], 10)
      close('halfSquares', sumOfSquares(row(y), oneHot))
      close('crossEntropy', crossEntropy(math.add(row(y), 1e-7), oneHot))
    })
  }

  it('simpleNet', () => {
    const {
      close,
      parts: { W, x, t },
    } = example('simpleNet')
    const layer = affine(W as number[][], [0, 0, 0])
    const lastLayer = new SoftmaxWithLoss()
    const scores = layer.forward(row(x))
    close('scores', flat(scores))
    close('loss', lastLayer.forward(scores, row(t)))
    close('lossWithEpsilon', crossEntropy(math.add(math.softmax(scores), 1e-7), row(t)))
    layer.backward(lastLayer.backward())
    close('dW', flat(layer.grads.W))
  })
})

type Weights = { readonly W: Matrix }
