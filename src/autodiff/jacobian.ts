/**
 * # All derivatives of a function
 *
 * The Jacobian $J_{ij} = \partial y_i/\partial x_j$ has a row for each element of the result and a
 * column for each element of the argument. One walk backward gives a row, $u^\mathsf{T} J$ for a
 * unit vector u. One walk forward would give a column, $J v$. It needs no rules of its own:
 * $u \mapsto J^\mathsf{T} u$ is linear, and walking back through this walk, from v to u, gives
 * $J v$ (J. Townsend, 2017). So there is no second set of rules that could differ from the first.
 *
 * `jacobian` takes whichever way has fewer walks. The Hessian is the Jacobian of the gradient.
 */
import { count } from '../math/flatStorage.js'
import { math } from '../math/instance.js'
import type { Size } from '../math/shapes.js'
import { sizeOf, tensor } from '../math/storage.js'
import { isVariable, type Matrix, type Value } from '../math/types.js'
import { fitted } from './fitted.js'
import { grad, vjp } from './grad.js'
import { checkSeeds } from './refusal.js'
import { type GradientAt, type Places, type Trace, trace } from './trace.js'
import { type Gradient, leavesOf, withLeaves } from './tree.js'
import { stacked } from './Variable.js'

/**
 * The derivatives of Y by X: of size [...size of Y, ...size of X], in the form of Y and within it
 * of X where they are records or lists.
 */
export type JacobianBy<Y, X> = Y extends Value
  ? X extends Value
    ? Y extends number
      ? X extends number
        ? number
        : Matrix
      : Matrix
    : { -readonly [K in keyof X]: JacobianBy<Y, X[K]> }
  : { -readonly [K in keyof Y]: JacobianBy<Y[K], X> }

/**
 * The value of f, and the function from a direction of the first argument, or of those in the
 * places, to the derivative of f along it: the product of the Jacobian and a vector.
 *
 * @throws ShapeError, from the second, for a direction of another shape than the arguments.
 */
export function jvp<A extends readonly unknown[], Y, const P extends Places = 0>(
  f: (...args: A) => Y,
  places?: P,
): (...args: A) => [value: Y, pushforward: (v: GradientAt<A, P>) => Gradient<Y>] {
  return (...args) => {
    const traced = trace(f, args, places)
    const push = pushOf(traced)
    const pushforward = (v: GradientAt<A, P>) => {
      const tangents = leavesOf(v)
      checkSeeds(tangents, traced.inputs, 'jvp')
      return withLeaves(traced.y, push(tangents)) as Gradient<Y>
    }
    return [traced.y, pushforward]
  }
}

/** Directions by leaves of the inputs to derivatives by leaves of the outputs. */
type Push = (tangents: readonly (Value | undefined)[]) => Value[]

function pushOf({ pull, outputs, open }: Trace<unknown, unknown>): Push {
  const anywhere = outputs.map((y) => fitted(0, y))
  const turned = trace((u: readonly Value[]) => pull(u, true), [anywhere], 0)
  return (tangents) => turned.pull(tangents, open || tangents.some(isVariable))
}

/**
 * The Jacobian of y = f(x) by the first argument, or by those in the places: of size [...size of y,
 * ...size of x]. Of records and lists one for each pair of values, in the form of y and within it
 * of x.
 *
 * @throws, when called, DomainError for a place that is no argument or comes twice, or for an
 *   argument or a result that is no number, matrix or Variable.
 */
export function jacobian<A extends readonly unknown[], Y, const P extends Places = 0>(
  f: (...args: A) => Y,
  places?: P,
): (...args: A) => JacobianBy<Y, GradientAt<A, P>> {
  return (...args) => {
    const traced = trace(f, args, places)
    const { outputs, inputs, y, formed } = traced
    const blocks = elements(inputs) < elements(outputs) ? byColumns(traced) : byRows(traced)
    const formedBlocks = outputs.map((_, o) => formed(blocks.map((ofInput) => ofInput[o])))
    return withLeaves(y, formedBlocks) as JacobianBy<Y, GradientAt<A, P>>
  }
}

const elements = (values: readonly Value[]): number =>
  values.reduce<number>((sum, x) => sum + count(sizeOf(x)), 0)

/** Blocks by input and output, from a walk backward for each element of the outputs. */
function byRows({ pull, outputs, inputs }: Trace<unknown, unknown>): Value[][] {
  const rows = outputs.map((_, o) => unitVectors(outputs, o).map((unit) => pull(unit)))
  return inputs.map((x, i) =>
    outputs.map((y, o) =>
      stacked(
        rows[o].map((row) => row[i]),
        [...sizeOf(y), ...sizeOf(x)],
      ),
    ),
  )
}

/** Blocks by input and output, from a walk forward for each element of the inputs. */
function byColumns(traced: Trace<unknown, unknown>): Value[][] {
  const { outputs, inputs } = traced
  const push = pushOf(traced)
  return inputs.map((x, i) => {
    const columns = unitVectors(inputs, i).map(push)
    return outputs.map((y, o) => {
      const [m, n] = [sizeOf(y).length, sizeOf(x).length]
      const block = stacked(
        columns.map((column) => column[o]),
        [...sizeOf(x), ...sizeOf(y)],
      )
      if (m === 0 || n === 0) return block
      return math.permute(block as Matrix, [...range(n, n + m), ...range(0, n)])
    })
  })
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i)

/** For each element of a value: 1 there and 0 at its others; nothing for the other values. */
function unitVectors(values: readonly Value[], which: number): (Value | undefined)[][] {
  const size = sizeOf(values[which])
  return range(0, count(size)).map((k) =>
    values.map((_, i) => (i === which ? unit(size, k) : undefined)),
  )
}

function unit(size: Size, place: number): Value {
  if (size.length === 0) return 1
  const data = new Float64Array(count(size))
  data[place] = 1
  return tensor(data, size)
}

/**
 * The second derivatives of f, which gives a number, by its first argument, or by those in the
 * places: of size [...size of x, ...size of x].
 *
 * @throws, when called, ShapeError if f does not give a scalar; DomainError as `grad` does.
 */
export function hessian<A extends readonly unknown[], const P extends Places = 0>(
  f: (...args: A) => Value,
  places?: P,
): (...args: A) => JacobianBy<GradientAt<A, P>, GradientAt<A, P>> {
  return jacobian(grad(f, places), places)
}

/**
 * The function from a direction v to the product of the Hessian and v, without the Hessian: as it
 * is symmetric, that is the backward pass (reverse mode) through the gradient.
 *
 * @throws, when called, ShapeError if f does not give a scalar, or, from the second, for a
 *   direction of another shape than the arguments; DomainError as `grad` does.
 */
export function hvp<A extends readonly unknown[], const P extends Places = 0>(
  f: (...args: A) => Value,
  places?: P,
): (...args: A) => (v: Gradient<GradientAt<A, P>>) => GradientAt<A, P> {
  return (...args) => vjp(grad(f, places), places)(...args)[1]
}
