/** mathjs's factories, each of which makes one function or class, and how one is changed. */

/** What a factory depends on, by name. */
type Scope = Record<string, unknown>

/** A factory of mathjs: makes one function from those it depends on. */
export interface Factory {
  (scope: Scope): unknown
  readonly fn: string
  readonly dependencies: readonly string[]
  readonly meta?: { readonly isClass?: boolean; readonly isTransformFunction?: boolean }
}

export type Factories = Record<string, Factory>

/** Under which key a map of factories has a function: its name in capitals, with one exception. */
export function key(name: string): string {
  return name === 'cumsum' ? 'createCumSum' : `create${name[0].toUpperCase()}${name.slice(1)}`
}

/** The same factory, with its product changed by `change`, which knows what a factory makes. */
export function around<Product, Uses = Scope>(
  made: Factory,
  uses: readonly string[],
  change: (product: Product, scope: Uses) => unknown,
): Factory {
  // mathjs's typings do not tell
  const changed = (scope: Scope) => change(made(scope) as Product, scope as Uses)
  const dependencies = [...new Set([...made.dependencies, ...uses])]
  return Object.assign(changed, { ...partsOf(made), dependencies })
}

/** The same factory, told another of the functions that it depends on. */
export function givenOther<Dependency>(
  made: Factory,
  name: string,
  change: (dependency: Dependency) => unknown,
): Factory {
  const changed = (scope: Scope) => made({ ...scope, [name]: change(scope[name] as Dependency) })
  return Object.assign(changed, partsOf(made))
}

/** What makes a function a factory to mathjs. Making one for each of its functions takes 3 ms. */
function partsOf({ fn, dependencies, meta }: Factory) {
  return { isFactory: true, fn, dependencies, meta }
}
