/**
 * How an operation of the table is tested: its rule against central differences, to second order.
 */
import assert from 'node:assert/strict'
import { grad } from '../../src/autodiff/grad.js'
import { numericalGradient } from '../../src/autodiff/numerical.js'
import { Variable } from '../../src/autodiff/Variable.js'
import { math } from '../../src/math/instance.js'
import type { Random } from '../../src/math/random.js'
import { flat } from '../../src/math/storage.js'
import { isMatrix, type Num, type Value } from '../../src/math/types.js'
import { assertClose } from '../golden/golden.js'
import {
  call,
  drawn,
  type Inputs,
  inputsOf,
  mapValues,
  type Operation,
  weighted,
  weightsFor,
} from './support.js'

export const FIRST = { relative: 1e-6, absolute: 1e-7 }
const SECOND = { relative: 1e-5, absolute: 1e-6 }

/** A function of the inputs of an operation, and what differences say of its derivatives. */
export interface Case {
  readonly operation: Operation
  readonly sample: readonly unknown[]
  readonly inputs: Record<string, Num>
  readonly value: Num
  readonly loss: (inputs: Inputs) => Value
  readonly numerical: Inputs
}

/** Different inputs from the domain each time. */
export function caseOf(operation: Operation, sample: readonly unknown[], random: Random): Case {
  return caseAt(operation, sample, drawn(operation, inputsOf(operation, sample), random))
}

/** The sample itself, where the domain is near it: it may be singular in some way. */
export function casesAtSample(operation: Operation, sample: readonly unknown[]): Case[] {
  if (!operation.domain.every((interval) => interval === 'near')) return []
  return [caseAt(operation, sample, inputsOf(operation, sample))]
}

function caseAt(
  operation: Operation,
  sample: readonly unknown[],
  inputs: Record<string, Num>,
): Case {
  const value = call(operation, sample, inputs) as Num
  const loss = weighted(operation, sample, weightsFor(value))
  return { operation, sample, inputs, value, loss, numerical: numericalGradient(loss, inputs) }
}

/** That Variables give the same value, to the bit. */
export function checkValue({ operation, sample, inputs, value }: Case): void {
  const variables = mapValues(inputs, (x) => new Variable(x))
  assertClose(call(operation, sample, variables), value, { relative: 0, absolute: 0 })
}

/** Against the differences; whoever writes into one gradient changes no other, and no input. */
export function checkFirst({ loss, inputs, numerical }: Case): void {
  const gradients = grad(loss)(inputs) as Inputs
  assertAllClose(gradients, numerical, FIRST)
  const arrays = [...Object.values(gradients), ...Object.values(inputs)].filter(isMatrix).map(flat)
  assert.equal(new Set(arrays).size, arrays.length, 'gradients and inputs share no array')
}

/** The derivative of a derivative in some direction, against its differences. */
export function checkSecond({ loss, inputs }: Case): void {
  const first = grad(loss)
  const directions = Object.values(inputs).map((x) => weightsFor(x))
  const slope = (at: Inputs): Value =>
    Object.values(first(at) as Inputs)
      .map((g, i) => math.sum(math.dotMultiply(g, directions[i]) as Variable) as Value)
      .reduce((a, b) => math.add(a, b))
  assertAllClose(grad(slope)(inputs) as Inputs, numericalGradient(slope, inputs), SECOND)
}

export function assertAllClose(actual: Inputs, expected: Inputs, tolerance: typeof FIRST): void {
  assert.deepEqual(Object.keys(actual), Object.keys(expected))
  for (const [name, value] of Object.entries(expected)) {
    assertClose(actual[name], value, tolerance, `gradient by argument ${name}`)
  }
}
