/** mathjs's factories, each of which makes one function or class, and how one is changed. */
import type { PlainFunction } from './variables.js'

/** A factory of mathjs: makes one function from those it depends on. */
export interface Factory {
  (scope: Record<string, unknown>): unknown
  readonly fn: string
  readonly dependencies: readonly string[]
  readonly meta?: { readonly isClass?: boolean; readonly isTransformFunction?: boolean }
}

export type Factories = Record<string, Factory>

/** Under which key a map of factories has a function: its name in capitals, with one exception. */
export function key(name: string): string {
  return name === 'cumsum' ? 'createCumSum' : `create${name[0].toUpperCase()}${name.slice(1)}`
}

/** The same factory, with its product changed by `change`. */
export function around(
  made: Factory,
  uses: readonly string[],
  change: (product: unknown, scope: Record<string, unknown>) => unknown,
): Factory {
  const changed = (scope: Record<string, unknown>) => change(made(scope), scope)
  const dependencies = [...new Set([...made.dependencies, ...uses])]
  return Object.assign(changed, { ...partsOf(made), dependencies })
}

/** The same factory, told another of the functions that it depends on. */
export function givenOther(
  made: Factory,
  name: string,
  change: (dependency: PlainFunction) => unknown,
): Factory {
  const changed = (scope: Record<string, unknown>) =>
    made({ ...scope, [name]: change(scope[name] as PlainFunction) })
  return Object.assign(changed, partsOf(made))
}

/** What makes a function a factory to mathjs. Making one for each of its functions takes 3 ms. */
function partsOf({ fn, dependencies, meta }: Factory) {
  return { isFactory: true, fn, dependencies, meta }
}
