import assert from 'node:assert/strict'
import { all, type ConfigOptions, create, type MathJsInstance } from 'mathjs'
import { math } from '../../../src/math/instance.js'

/** Plain mathjs, as others use it. */
export const plain = create(all)

type Compute = (m: MathJsInstance) => unknown

/** Type and value; of a collection with its size and the types of its elements. */
export function told(x: unknown): string {
  const size = plain.isMatrix(x) ? JSON.stringify(x.size()) : ''
  const elements = plain.isCollection(x) ? plain.flatten(x.valueOf() as never) : [x]
  const types = (elements as unknown as unknown[]).map((element) => plain.typeOf(element))
  return `${plain.typeOf(x)}${size} ${plain.format(x)} of ${types}`
}

function outcome(compute: Compute, m: MathJsInstance): string {
  try {
    return told(compute(m))
  } catch {
    return 'an error'
  }
}

const ours = math as unknown as MathJsInstance

/** Computes in our instance and in plain mathjs. */
export function agrees(compute: Compute): void {
  assert.equal(outcome(compute, ours), outcome(compute, plain))
}

/** The same, under settings that are taken back afterwards. */
export function agreesUnder(options: ConfigOptions, ...computations: readonly Compute[]): void {
  const instances = [ours, plain]
  const before = instances.map((m) => m.config({}))
  for (const m of instances) m.config(options)
  try {
    computations.forEach(agrees)
  } finally {
    instances.forEach((m, i) => {
      m.config(before[i])
    })
  }
}
