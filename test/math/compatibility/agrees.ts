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

const ERROR = 'an error'

function outcome(compute: Compute, m: MathJsInstance): string {
  try {
    return told(compute(m))
  } catch {
    return ERROR
  }
}

const ours = math as unknown as MathJsInstance

/** In our instance it gives what it gives in plain mathjs, which is no error. */
export function agrees(compute: Compute, call = String(compute)): void {
  const expected = outcome(compute, plain)
  assert.notEqual(`${call}: ${expected}`, `${call}: ${ERROR}`)
  assert.equal(`${call}: ${outcome(compute, ours)}`, `${call}: ${expected}`)
}

/** It is an error in both. */
export function isRefused(compute: Compute, call = String(compute)): void {
  for (const m of [plain, ours]) {
    assert.equal(`${call}: ${outcome(compute, m)}`, `${call}: ${ERROR}`)
  }
}

/** Runs under settings of both instances that are taken back afterwards. */
export function under(options: ConfigOptions, run: () => void): void {
  const instances = [ours, plain]
  const before = instances.map((m) => m.config({}))
  for (const m of instances) m.config(options)
  try {
    run()
  } finally {
    instances.forEach((m, i) => {
      m.config(before[i])
    })
  }
}

/** All of them agree under these settings. */
export function agreesUnder(options: ConfigOptions, ...computations: readonly Compute[]): void {
  under(options, () => {
    for (const compute of computations) agrees(compute)
  })
}
