import { DomainError, ShapeError } from '../math/errors.js'
import { count, moveTo } from '../math/flatStorage.js'
import { lastingArrays } from '../math/fused/updates.js'
import { type Size, sameSize, written } from '../math/shapes.js'
import { shown } from '../math/shown.js'
import { flat, rewrite, shape, sizeOf, storageOf, tensor } from '../math/storage.js'
import type { Matrix } from '../math/types.js'
import { checkSaved } from '../nn/checks.js'
import { checkUpdate, type Optimizer } from './Optimizer.js'

/** What an optimizer remembers; its options are not part of it. */
export interface OptimizerState {
  /** The rule that it belongs to: 'Momentum', 'Adam', … */
  readonly rule: string
  /** How many updates there have been. */
  readonly steps: number
  /** By parameter and then by the letter of the formula: `memory.W1.v`, shaped like W1. */
  readonly memory: Readonly<Record<string, Readonly<Record<string, Matrix>>>>
}

interface Memory<Letter extends string> {
  /** Whose memory it is; nobody's until the first update after `restore`. */
  param?: Matrix
  readonly size: Size
  readonly arrays: Readonly<Record<Letter, Float64Array>>
}

/**
 * An optimizer that remembers something for each parameter, by its name. It starts from zeros; a
 * rule says in `move` how one parameter and its memory change.
 *
 * Saved by `state` and given back by `restore`, the memory lets an interrupted training go on bit
 * for bit as if it had not been interrupted. In a file it is JSON:
 * `JSON.stringify(optimizer.state())`, and `optimizer.restore(JSON.parse(text, math.reviver))`.
 */
export abstract class StatefulOptimizer<Letter extends string> implements Optimizer {
  /** The name of the rule, which a saved state carries along. */
  abstract readonly rule: string
  /** The letters of the formula that are remembered. */
  protected abstract readonly letters: readonly Letter[]
  #steps = 0
  readonly #memory = new Map<string, Memory<Letter>>()

  /**
   * One parameter, in place: W and its memory, from its gradient g; the first step is 1. Neither
   * array, nor any view of it, may be kept: their memory is used again.
   */
  protected abstract move(
    W: Float64Array,
    g: Float64Array,
    memory: Readonly<Record<Letter, Float64Array>>,
    step: number,
  ): void

  /**
   * Changes `params` in place; allocates only in the first update, which fixes the names.
   *
   * @throws ShapeError when a gradient is missing, or a shape differs from the gradient's or from
   *   that of earlier updates; DomainError for a parameter that earlier updates did not have, or
   *   another matrix in its place, unless `restore` came between. Nothing is changed then.
   */
  update(params: Readonly<Record<string, Matrix>>, grads: Readonly<Record<string, Matrix>>): void {
    checkUpdate(this, params, grads, `${this.rule}.update`)
    if (this.#memory.size === 0) this.#start(params)
    else this.#checkParameters(params)
    this.#steps += 1
    for (const [name, memory] of this.#memory) {
      if (!Object.hasOwn(params, name)) continue
      memory.param = params[name]
      rewrite(params[name], (W) => this.move(W, storageOf(grads[name]), memory.arrays, this.#steps))
    }
  }

  /** A copy of what is remembered. */
  state(): OptimizerState {
    const memory: Record<string, Record<string, Matrix>> = {}
    for (const [name, { size, arrays }] of this.#memory) {
      memory[name] = {}
      for (const letter of this.letters) {
        memory[name][letter] = tensor(Float64Array.from(arrays[letter]), size)
      }
    }
    return { rule: this.rule, steps: this.#steps, memory }
  }

  /**
   * Replaces what is remembered by a copy of a saved state.
   *
   * @throws DomainError for the state of another rule, or one that is not complete; ShapeError when
   *   the letters of a parameter differ in shape. Nothing is changed then.
   */
  restore(state: OptimizerState): void {
    const { rule, steps, memory }: OptimizerState = Object(state) // {} of what is no object
    if (rule !== this.rule) {
      throw this.#foreign(`a state of ${this.rule}`, rule ? `one of ${rule}` : shown(state))
    }
    if (!Number.isInteger(steps) || steps < 0) {
      throw this.#foreign('steps, a whole number of 0 or more', `steps: ${shown(steps)}`)
    }
    if (typeof memory !== 'object' || memory === null) {
      throw this.#foreign('memory, by parameter', `memory: ${shown(memory)}`)
    }
    const restored = Object.entries(memory).map(
      ([name, saved]) => [name, this.#copied(name, saved)] as const,
    )
    this.#steps = steps
    this.#memory.clear()
    for (const [name, copy] of restored) this.#memory.set(name, copy)
  }

  /** The parameters move beside what is remembered of them. */
  #start(params: Readonly<Record<string, Matrix>>): void {
    const each = 1 + this.letters.length
    const entries = Object.entries(params)
    const homes = lastingArrays(entries.flatMap(([, W]) => Array(each).fill(count(sizeOf(W)))))
    for (const [name, W] of entries) {
      const [home, ...memory] = homes.splice(0, each)
      moveTo(home, W)
      this.#memory.set(name, { size: shape(W), arrays: this.#perLetter((_, i) => memory[i]) })
    }
  }

  #copied(name: string, saved: Readonly<Record<string, Matrix>>): Memory<Letter> {
    const missing = this.letters.find((letter) => !Object.hasOwn(Object(saved), letter))
    if (missing) {
      const given = Object.keys(Object(saved)).join(', ') || 'nothing'
      throw this.#foreign(`${this.letters.join(' and ')} of ${name}`, given)
    }
    const named = this.letters.map((letter) => [`${name}.${letter}`, saved[letter]])
    checkSaved(Object.fromEntries(named), `${this.rule}.restore`)
    const size = shape(saved[this.letters[0]])
    for (const letter of this.letters) {
      const other = shape(saved[letter])
      if (!sameSize(size, other))
        throw this.#otherShape('restore', `${name}.${letter}`, size, other)
    }
    return { size, arrays: this.#perLetter((letter) => Float64Array.from(flat(saved[letter]))) }
  }

  #perLetter(make: (letter: Letter, i: number) => Float64Array): Record<Letter, Float64Array> {
    const entries = this.letters.map((letter, i) => [letter, make(letter, i)])
    return Object.fromEntries(entries) // typed by its use: the keys are the letters
  }

  #checkParameters(params: Readonly<Record<string, Matrix>>): void {
    for (const [name, param] of Object.entries(params)) {
      const memory = this.#memory.get(name)
      if (!memory) {
        const known = [...this.#memory.keys()].join(', ')
        throw this.#otherNetwork(`the parameters of earlier updates: ${known}`, name)
      }
      const size = shape(param)
      if (!sameSize(size, memory.size)) throw this.#otherShape('update', name, memory.size, size)
      if (memory.param && memory.param !== param) {
        throw this.#otherNetwork('the matrices of earlier updates', `another ${name}`)
      }
    }
  }

  #otherNetwork(expected: string, given: string): DomainError {
    return new DomainError({
      where: `${this.rule}.update`,
      expected,
      given,
      mend:
        'make an optimizer for each network, and change its matrices in place: it remembers ' +
        'something for each parameter',
    })
  }

  #otherShape(method: string, name: string, expected: Size, given: Size): ShapeError {
    return new ShapeError({
      where: `${this.rule}.${method}`,
      expected: `${name} of shape ${written(expected)}, as what is remembered of it`,
      given: `shape ${written(given)}`,
      mend:
        'use one optimizer for one network, ' +
        'and a state with the network that it was saved with',
    })
  }

  #foreign(expected: string, given: string): DomainError {
    return new DomainError({
      where: `${this.rule}.restore`,
      expected,
      given,
      mend: 'give what state() of the same kind of optimizer returned',
    })
  }
}
