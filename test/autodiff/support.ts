import type { operations } from '../../src/autodiff/op.js'
import { math } from '../../src/math/instance.js'
import type { Random } from '../../src/math/random.js'
import { flat, shape, tensor } from '../../src/math/storage.js'
import type { Num, Value, Variable } from '../../src/math/types.js'

export type Operation = NonNullable<ReturnType<typeof operations.get>>

/** The arguments of a call that have a derivative, by their places. */
export type Inputs = Record<string, Value>

/** The differentiable arguments of a sample; its arrays become matrices. */
export function inputsOf({ name, domain }: Operation, sample: readonly unknown[]) {
  const wholeExponent = name === 'pow' && Array.isArray(sample[0])
  const inputs: Record<string, Num> = {}
  sample.forEach((arg, place) => {
    if (!domain[place] || (wholeExponent && place === 1)) return
    inputs[place] = Array.isArray(arg) ? math.matrix(arg) : (arg as number)
  })
  return inputs
}

/** The same shapes, with numbers drawn from the domain. */
export function drawn(
  { domain }: Operation,
  inputs: Record<string, Num>,
  random: Random,
): Record<string, Num> {
  const entries = Object.entries(inputs).map(([place, x]) => {
    const interval = domain[Number(place)]!
    const draw = (value: number) => {
      const [low, high] = interval === 'near' ? [value, value + 0.1] : interval
      return low + (high - low) * random.uniform()
    }
    if (typeof x === 'number') return [place, draw(x)] as const
    return [place, tensor(flat(x).map(draw), shape(x))] as const
  })
  return Object.fromEntries(entries)
}

/**
 * Calls the function of math with these inputs in the places of the sample's; many results are
 * laid into one row.
 */
export function call(operation: Operation, sample: readonly unknown[], inputs: Inputs): Value {
  const functions = math as unknown as Record<string, (...args: unknown[]) => Value | Value[]>
  const result = functions[operation.name](...argumentsOf(sample, inputs))
  if (!Array.isArray(result)) return result
  return math.concat(...(result.map((part) => math.flatten(part as Variable)) as [Variable]))
}

/** The sample with these inputs in its places. */
export function argumentsOf(sample: readonly unknown[], inputs: Inputs): unknown[] {
  const length = Math.max(sample.length, Object.keys(inputs).length)
  return Array.from({ length }, (_, place) => inputs[place] ?? sample[place])
}

/** Different weights for the elements of x, the same each time. */
export function weightsFor(x: Num): Num {
  const weight = (i: number) => Math.cos(1 + 3 * i)
  if (typeof x === 'number') return weight(0)
  return tensor(
    flat(x).map((_, i) => weight(i)),
    shape(x),
  )
}

/** A scalar from any result, with a different weight for each element. */
export function weighted(operation: Operation, args: readonly unknown[], weights: Num) {
  return (inputs: Inputs): Value => {
    const y = call(operation, args, inputs)
    return math.sum(math.dotMultiply(y, weights) as Variable)
  }
}

export function mapValues<A, B>(record: Record<string, A>, f: (value: A, name: string) => B) {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, f(value, name)]))
}

/** Milliseconds of the fastest of three, without those that other processes take. */
export function fastest(f: () => void): number {
  const times = [1, 2, 3].map(() => {
    const start = process.cpuUsage()
    f()
    const { user, system } = process.cpuUsage(start)
    return (user + system) / 1000
  })
  return Math.min(...times)
}
