import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type * as TypeScript from 'typescript'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const require = createRequire(import.meta.url)

/** What a reader writes; comments say what must be refused. */
const CODE = `
import { Variable } from './src/autodiff/Variable.js'
import { gradientCheck, numericalDiff, numericalGradient } from './src/autodiff/check.js'
import { grad, valueAndGrad } from './src/autodiff/grad.js'
import { Random, flat, math, shape, tensor } from './src/math/index.js'
import type { Lift, Matrix, Num, Value } from './src/math/index.js'

const X: Matrix = math.matrix([[1, 2], [3, 4]])
const W = new Variable(X, 'W')
const b = new Variable(math.matrix([0, 0]))
const h: Variable = math.add(math.multiply(X, W), b)
const L: Variable = math.sum(math.square(h))
const y: Matrix = math.add(math.multiply(X, X), 1)
const n: number = math.sum(y)
const rows: Matrix = math.sum(y, 1, { keepDims: true })
const s: number = math.sigmoid(0.5)
const five: number = math.add(2, 3)
const p: Matrix = math.softmax(X)
const q: Variable = math.softmax(W, 0)
const best: Matrix = math.argMax(p, 1)
const sub: Matrix = math.take(X, [0])
const mask: Matrix = math.larger(X, 0)
const seen: boolean = math.larger(1, 0) as boolean
const scaled: Matrix = math.dotMultiply(mask, X)
const size: number[] = shape(W)
const buffer: Float64Array = flat(X)
const cube: Matrix = math.reshape(tensor(buffer, [4]), [2, -1, 1])
const random: Matrix = new Random(1).normal([2, 3], { std: 0.01 })
const single: number = new Random(1).uniform()
const pages = [math.help('softmax'), math.help(math.exp), math.help(math.sum)]

const f = <T extends Value>(x: T) => math.subtract(math.dotPow(x, 3), math.multiply(3, x))
const slope = grad(f)
const number: number = slope(2)
const twice: number = grad(slope)(2)
const numerical: number = numericalDiff(f, 2)
const dW: Matrix = grad((w: Matrix) => math.sum(math.square(math.multiply(X, w))))(X)
const derivative: (x: number) => number = grad((x: number) => math.sigmoid(x))
const untyped: number = grad((t) => t.sin().multiply(math.exp(t)))(2)
const untypedMatrix: Matrix = grad((t) => math.sum(math.square(t)))(X)

const params = { W: X, layers: [{ b: X, scale: 2 }] }
const loss = (at: typeof params): Value => math.sum(math.multiply(at.W, at.layers[0].b))
const [value, gradient] = valueAndGrad(loss)(params)
const total: number = value
const inner: Matrix = gradient.layers[0].b
const scale: number = gradient.layers[0].scale
const byDifferences: Matrix = numericalGradient(loss, params).W
const worst: number = gradientCheck({ loss, params }).parameters[0].maxAbsolute

const lifted: Lift<number | Matrix> = X
const evaluated = math.evaluate('sum((X*W + b).^2)', { X, W, b }) as Variable
const det: number = math.det(X)
const root: number = math.hypot(X)
const ofVariables: Variable = math.hypot(math.sum(W), 3, 4)
const kept: Num = five
const generic = <A extends Matrix | Variable>(x: A): Matrix | Variable =>
  math.add(math.multiply(x, X), 1)
void [L, n, rows, s, p, q, best, sub, seen, scaled, size, cube, random, single, number, twice]
void [numerical, dW, derivative, total, inner, scale, byDifferences, worst, lifted, evaluated]
void [untyped, untypedMatrix, det, root, ofVariables, kept, generic]

// @ts-expect-error a Variable is no Matrix
const wrong: Matrix = math.exp(W)
// @ts-expect-error softmax has no meaning for a number
math.softmax(3)
// @ts-expect-error several matrices are no numbers
math.hypot(X, X)
// @ts-expect-error a gradient is no string
const text: string = slope(2)
void [wrong, text]
`

/** Messages of a strict check of the code by that TypeScript. */
function messages(ts: typeof TypeScript): string[] {
  const options: TypeScript.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'],
    types: ['node'],
  }
  const file = join(root, 'notebook-code.ts')
  const host = ts.createCompilerHost(options)
  const { getSourceFile, fileExists, readFile } = host
  host.fileExists = (name) => name === file || fileExists.call(host, name)
  host.readFile = (name) => (name === file ? CODE : readFile.call(host, name))
  host.getSourceFile = (name, language, ...rest) =>
    name === file
      ? ts.createSourceFile(name, CODE, language)
      : getSourceFile.call(host, name, language, ...rest)
  const program = ts.createProgram([file], options, host)
  return ts.getPreEmitDiagnostics(program).map(({ file: at, start, messageText }) => {
    const text = ts.flattenDiagnosticMessageText(messageText, ' ')
    const line = at && start !== undefined ? at.getLineAndCharacterOfPosition(start).line + 1 : 0
    return `${at?.fileName.replace(root, '')}:${line} ${text}`
  })
}

describe('the types', () => {
  for (const compiler of ['typescript', '@tslab/typescript-for-tslab']) {
    const ts: typeof TypeScript = require(compiler)
    it(`suit a reader’s code, strictly, under TypeScript ${ts.version}`, () => {
      assert.deepEqual(messages(ts), [])
    })
  }
})
