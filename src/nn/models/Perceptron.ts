/**
 * # The perceptron (感知机)
 *
 * Signals $x_d$, each with its weight $w_d$; the perceptron fires when their sum passes a
 * threshold. With the threshold moved to the left as a bias $b$,
 *
 * $$ y = \begin{cases} 1 & x w + b > 0 \\ 0 & x w + b \le 0 \end{cases} $$
 *
 * The points where $x w + b = 0$ lie on a straight line (in more dimensions a hyperplane). AND,
 * NAND and OR have such a line between their zeros and ones; XOR has none, so one perceptron cannot
 * be XOR, whatever its weights. Two layers can: $\text{XOR} = \text{AND}(\text{NAND}, \text{OR})$.
 *
 * **Learning.** The step has no slope to descend. Rosenblatt's rule needs none: where the answer is
 * wrong, move the line a little towards the example,
 *
 * $$ w \leftarrow w + \eta\,(t - y)\,x \qquad b \leftarrow b + \eta\,(t - y) $$
 *
 * It ends after finitely many mistakes when a line exists, and never otherwise.
 *
 * Source: notes, 感知机; the gates and their weights from the book's chapter 2; the rule from
 * Rosenblatt, 1958.
 */
import { DomainError, ShapeError } from '../../math/errors.js'
import { math } from '../../math/instance.js'
import { checkOptions } from '../../math/options.js'
import { type Size, written } from '../../math/shapes.js'
import { shown, shownEach } from '../../math/shown.js'
import { flat, rewrite, shape, shapeIn, tensor } from '../../math/storage.js'
import type { Matrix } from '../../math/types.js'

/** How long `learn` goes on, and in which steps. */
export interface PerceptronLearning {
  /** Learning rate η, 0.1 when left out. */
  lr?: number
  /** How often to go through the examples at most, 100 when left out. */
  epochs?: number
}

/** One perceptron with D inputs, which learns by Rosenblatt's rule. */
export class Perceptron {
  /** D numbers; `learn` changes them in place. */
  readonly w: Matrix
  /** The bias; `learn` changes it. */
  b: number

  /**
   * @throws ShapeError unless w is a list of numbers, one for each input; DomainError without b.
   */
  constructor(w: Matrix | readonly number[], b: number) {
    if (!Number.isFinite(b)) throw noBias(b)
    this.w = tensor(Array.isArray(w) ? w : Array.from(flat(w as Matrix)), sizeOf(w))
    this.b = b
  }

  /**
   * Of each example, 1 or 0; x: N×D → N numbers.
   *
   * @throws ShapeError when x is not N×D.
   */
  predict(x: Matrix): Matrix {
    checkInput(shapeIn('Perceptron.predict', x), shape(this.w))
    return math.step(math.add(math.multiply(x, this.w), this.b))
  }

  /**
   * Rosenblatt's rule, example by example, until an epoch passes without a mistake.
   *
   * x: N×D, t: N numbers, each 0 or 1 → the number of mistakes in each epoch; the last is 0 when
   * the perceptron has learned all examples.
   * @throws ShapeError when the lengths differ; DomainError for other labels, or parameters of
   *   learning that are not above 0.
   */
  learn(x: Matrix, t: ArrayLike<number>, options: PerceptronLearning = {}): number[] {
    checkOptions(options, { lr: 'number', epochs: 'number' }, 'Perceptron.learn')
    const { lr = 0.1, epochs = 100 } = options
    const size = shapeIn('Perceptron.learn', x)
    checkInput(size, shape(this.w))
    checkLabels(t, size[0])
    checkLearning(lr, epochs)
    checkFinite(x)
    const mistakes: number[] = []
    while (mistakes.length < epochs && mistakes.at(-1) !== 0) {
      mistakes.push(this.#epoch(flat(x), t, lr))
    }
    return mistakes
  }

  #epoch(x: Float64Array, t: ArrayLike<number>, lr: number): number {
    let mistakes = 0
    rewrite(this.w, (w) => {
      const D = w.length
      for (let n = 0; n < t.length; n++) {
        const example = x.subarray(n * D, (n + 1) * D)
        const sum = example.reduce((total, value, d) => total + value * w[d], this.b)
        const error = t[n] - (sum > 0 ? 1 : 0)
        if (error === 0) continue
        mistakes++
        example.forEach((value, d) => {
          w[d] += lr * error * value
        })
        this.b += lr * error
      }
    })
    return mistakes
  }
}

/** A function of two signals, each 0 or 1. */
export type Gate = (x1: number, x2: number) => number

function gate(w: readonly [number, number], b: number): Gate {
  const perceptron = new Perceptron(w, b)
  return (x1, x2) => flat(perceptron.predict(tensor([x1, x2], [1, 2])))[0]
}

/** 1 where both are. */
export const AND: Gate = gate([0.5, 0.5], -0.7)

/** 0 where both are 1. */
export const NAND: Gate = gate([-0.5, -0.5], 0.7)

/** 1 where one or both are. */
export const OR: Gate = gate([0.5, 0.5], -0.2)

/** 1 where they differ: a perceptron behind two others. */
export const XOR: Gate = (x1, x2) => AND(NAND(x1, x2), OR(x1, x2))

function sizeOf(w: Matrix | readonly number[]): Size {
  const size = Array.isArray(w) ? [w.length] : shape(w as Matrix)
  if (size.length === 1 && size[0] > 0) return size
  throw new ShapeError({
    where: 'Perceptron',
    expected: 'w as a list of numbers, one for each input',
    given: `w of shape ${written(size)}`,
    mend: 'as in new Perceptron([0.5, 0.5], -0.7)',
  })
}

function noBias(b: unknown): DomainError {
  return new DomainError({
    where: 'Perceptron',
    expected: 'the bias b, a number, after w',
    given: shown(b),
    mend: 'as in new Perceptron([0.5, 0.5], -0.7)',
  })
}

function checkInput(x: Size, [D]: Size): void {
  if (x.length === 2 && x[1] === D) return
  throw new ShapeError({
    where: 'Perceptron',
    expected: `x of shape N×${D}, as w has ${D} numbers`,
    given: `x of shape ${written(x)}`,
    mend: `give a single example as a row, of shape 1×${D}`,
  })
}

function checkLabels(t: ArrayLike<number>, length: number): void {
  if (t?.length !== length) {
    throw new ShapeError({
      where: 'Perceptron.learn',
      expected: `${length} labels, one for each example`,
      given: t?.length === undefined ? shown(t) : `${t.length} labels`,
      mend: 'take examples and labels with the same indices',
    })
  }
  const wrong = Array.from(t).find((label) => label !== 0 && label !== 1)
  if (wrong === undefined) return
  throw new DomainError({
    where: 'Perceptron.learn',
    expected: 'labels 0 or 1',
    given: `label ${shown(wrong)}`,
    mend: 'a perceptron tells two classes apart: name one of them 1, all others 0',
  })
}

function checkFinite(x: Matrix): void {
  if (flat(x).every(Number.isFinite)) return
  throw new DomainError({
    where: 'Perceptron.learn',
    expected: 'examples without NaN and Infinity',
    given: 'at least one of them',
    mend: 'leave out such examples',
  })
}

function checkLearning(lr: number, epochs: number): void {
  if (lr > 0 && Number.isFinite(lr) && Number.isInteger(epochs) && epochs > 0) return
  throw new DomainError({
    where: 'Perceptron.learn',
    expected: 'lr above 0, and epochs, a whole number of 1 or more',
    given: shownEach({ lr, epochs }),
    mend: 'leave them out for 0.1 and 100',
  })
}
