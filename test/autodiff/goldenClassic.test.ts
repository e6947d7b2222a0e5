import assert from 'node:assert/strict'
import { grad, valueAndGrad } from '../../src/autodiff/grad.js'
import { Variable } from '../../src/autodiff/Variable.js'
import { math } from '../../src/math/instance.js'
import { flat, shape } from '../../src/math/storage.js'
import type { Matrix, Num, Value } from '../../src/math/types.js'
import { assertClose, type GoldenArray, golden, numbers } from '../golden/golden.js'
import { mapValues } from './support.js'

interface Example {
  readonly name: string
  readonly [part: string]: unknown
}

interface Published {
  value: number
  [gradient: string]: number
}

describe('golden: other people’s examples', () => {
  const { examples } = golden<{ examples: readonly Example[] }>('classic')
  const exact = { relative: 1e-12, absolute: 1e-13 }
  const example = (name: string) => {
    const found = examples.find((e) => e.name === name)
    assert.ok(found, name)
    return found
  }
  const seen = new Set<string>()
  const check = (name: string, body: (e: Example) => void): void => {
    seen.add(name)
    it(name, () => body(example(name)))
  }
  const scalars = (
    e: Example,
    inputs: Record<string, number>,
    expression: string,
    names = Object.keys(inputs),
  ): void => {
    const expected = e.value as Published
    const variables = mapValues(inputs, (value, name) => new Variable(value, name))
    const y = math.evaluate(expression, { ...variables }) as Variable
    y.backward()
    assertClose(y, expected.value, exact, 'value')
    for (const name of names) assertClose(variables[name].grad!, expected[`d${name}`], exact, name)
  }

  check('micrograd README', (e) => {
    const [a, b] = [new Variable(-4, 'a'), new Variable(2, 'b')]
    let c = a.add(b)
    let d = a.multiply(b).add(b.dotPow(3))
    c = c.add(c.add(1))
    c = c.add(math.add(1, c).subtract(a))
    d = d.add(d.multiply(2).add(math.relu(b.add(a))))
    d = d.add(math.multiply(3, d).add(math.relu(b.subtract(a))))
    const f = c.subtract(d).dotPow(2)
    const g = f.dotDivide(2).add(math.dotDivide(10, f))
    g.backward()
    const { value, da, db } = e.value as Published
    assertClose(g, value, exact, 'value')
    assertClose(a.grad!, da, exact, 'da')
    assertClose(b.grad!, db, exact, 'db')
  })

  check('a tanh neuron', (e) => {
    const inputs = { x1: 2, x2: 0, w1: -3, w2: 1, b: 6.8813735870195432 }
    scalars(e, inputs, 'tanh(x1*w1 + x2*w2 + b)')
  })

  check('derivatives of tanh, order 0 to 6', (e) => {
    const { x, rows } = e.value as { x: GoldenArray; rows: GoldenArray }
    let derivative = (at: Num): Num => math.tanh(at)
    ;(rows.data as number[][]).forEach((row, order) => {
      const loose = order >= 4 ? { relative: 1e-9, absolute: 1e-11 } : exact
      assertClose(derivative(numbers(x)), math.matrix(row), loose, `order ${order}`)
      const before = derivative
      derivative = (at) => grad((v: Num) => math.sum(before(v) as unknown as Variable))(at) as Num
    })
  })

  check('grad of grad of tanh at 2', (e) => {
    const { first, second, third } = e.value as Record<string, number>
    const f = (x: number): number => math.tanh(x)
    const [d1, d2, d3] = [grad(f), grad(grad(f)), grad(grad(grad(f)))]
    assertClose(d1(2), first, exact)
    assertClose(d2(2), second, exact)
    assertClose(d3(2), third, exact)
  })

  check('sum of logistics', (e) => {
    const { value, dx } = e.value as { value: number; dx: GoldenArray }
    const found = valueAndGrad((x: Matrix) => math.sum(math.sigmoid(x)))(
      math.matrix(e.x as number[]),
    )
    assertClose(found[0], value, exact)
    assertClose(found[1], numbers(dx), exact)
  })

  check('sigmoid neuron', (e) => {
    const { value, dw, dx } = e.value as { value: number; dw: GoldenArray; dx: GoldenArray }
    const [w0, w1, w2] = e.w as number[]
    const [x0, x1] = e.x as number[]
    const f = ({ w, x, b }: { w: Matrix; x: Matrix; b: number }): Value =>
      math.sigmoid(math.add(math.multiply(w, x), b))
    const [y, g] = valueAndGrad(f)({ w: math.matrix([w0, w1]), x: math.matrix([x0, x1]), b: w2 })
    assertClose(y, value, exact)
    assertClose(g.w, math.matrix((dw.data as number[]).slice(0, 2)), exact)
    assertClose(g.b, (dw.data as number[])[2], exact)
    assertClose(g.x, numbers(dx), exact)
  })

  check('(x + y) z', (e) => {
    scalars(e, { x: -2, y: 5, z: -4 }, '(x + y) * z')
  })

  check('staged computation', (e) => {
    scalars(e, { x: 3, y: -4 }, '(x + sigmoid(y)) / (sigmoid(x) + (x + y)^2)')
  })

  check('torch tutorial', (e) => {
    const { value, da, db } = e.value as { value: number; da: GoldenArray; db: GoldenArray }
    const [a, b] = [e.a, e.b].map((x) => new Variable(math.matrix(x as number[])))
    const y = math.evaluate('sum(3 * a.^3 - b.^2)', { a, b }) as Variable
    y.backward()
    assertClose(y, value, exact)
    assertClose(a.grad!, numbers(da), exact)
    assertClose(b.grad!, numbers(db), exact)
  })

  for (const { name } of examples.filter((e) => e.name.startsWith('Rosenbrock'))) {
    check(name, (e) => {
      const expected = e.value as { value: number; gradient: GoldenArray; hessian?: GoldenArray }
      const x = numbers(e.x as GoldenArray) as Matrix
      const [value, gradient] = valueAndGrad(rosenbrock)(x)
      assertClose(value, expected.value, exact)
      assertClose(gradient, numbers(expected.gradient), exact)
      if (!expected.hessian) return
      const rows = Array.from(flat(x), (_, i) => {
        const rowOf = grad((at: Matrix) => math.sum(math.take(grad(rosenbrock)(at), [i])))
        return [...flat(rowOf(x))]
      })
      assertClose(math.matrix(rows), numbers(expected.hessian), {
        relative: 1e-12,
        absolute: 1e-11,
      })
    })
  }

  check('apples and oranges', (e) => {
    const inputs = { apple: 100, apples: 2, orange: 150, oranges: 3, tax: 1.1 }
    scalars(e, inputs, '(apple*apples + orange*oranges) * tax')
  })

  check('softmax', (e) => {
    const { y } = e.value as { y: GoldenArray }
    assertClose(math.softmax(math.matrix(e.x as number[])), numbers(y), exact)
  })

  it('leaves to the layers what is about layers', () => {
    const left = examples.map((e) => e.name).filter((name) => !seen.has(name))
    assert.deepEqual(left, [
      "Mazur's step-by-step backpropagation",
      'perceptrons',
      'three-layer forward pass',
      'losses, right answer',
      'losses, wrong answer',
      'simpleNet',
    ])
  })
})

/** Σ 100 (x_{i+1} − x_i²)² + (1 − x_i)². */
function rosenbrock(x: Matrix): number {
  const n = shape(x)[0]
  const rows = Array.from({ length: n - 1 }, (_, i) => i)
  const [left, right] = [
    math.take(x, rows),
    math.take(
      x,
      rows.map((i) => i + 1),
    ),
  ]
  const valley = math.square(math.subtract(right, math.square(left)))
  return math.sum(math.add(math.dotMultiply(100, valley), math.square(math.subtract(1, left))))
}
