/**
 * # The seam to the floor above
 *
 * Every function of our instance looks at its arguments first. If one is a Variable, the call goes
 * to the tape of `autodiff`, which records it or refuses it; otherwise to the function itself. So
 * this floor knows no derivative, and no function, ours or mathjs's, can swallow a Variable.
 *
 * No Variable exists before `autodiff/Variable.ts` is loaded, and loading it connects the tape:
 * the one instance of `instance.ts` is differentiable from then on, for everyone.
 */
import { isVariable } from './types.js'

/** A function of plain values: numbers, matrices and whatever else mathjs knows. */
export type PlainFunction = (...args: unknown[]) => unknown

/** The functions of our instance, by their names. */
export type Functions = (name: string) => PlainFunction

/** Computes the named function of arguments among which is a Variable; the list is its own. */
export type Tape = (name: string, args: unknown[], plain: PlainFunction) => unknown

let tape: Tape | undefined

/** Called once, by the floor of derivatives. */
export function connectTape(connected: Tape): void {
  tape = connected
}

/** Whether x is a Variable, or has one among its elements: `[x, 1]`. */
export function holdsVariable(x: unknown): boolean {
  if (typeof x !== 'object') return false
  if (!Array.isArray(x)) return isVariable(x)
  for (const element of x) {
    // no call for a number: arrays are long
    if (typeof element === 'object' && holdsVariable(element)) return true
  }
  return false
}

/** The same function, handing calls with a Variable to the tape. */
export function differentiable<F extends PlainFunction>(name: string, plain: F): F {
  const door = (...args: unknown[]): unknown => {
    for (let i = 0; i < args.length; i++) {
      if (tape !== undefined && holdsVariable(args[i])) return tape(name, args, plain)
    }
    return plain(...args)
  }
  return passingFor(plain, door)
}

/** The door, with the properties of a function, by which typed-function and expressions know it. */
export function passingFor<F extends object>(plain: F, door: object): F {
  return Object.defineProperties(door, Object.getOwnPropertyDescriptors(plain)) as F
}
