export type Namespace = Record<string, unknown>

/** CommonJS exports or a JSON value as an import sees them (TypeScript's `esModuleInterop`). */
export function asNamespace(exports: unknown): Namespace {
  if (!isObject(exports)) return { default: exports }
  if ('__esModule' in exports) return exports as Namespace
  // an object that begins without a prototype is a dictionary to V8, and slow in loops
  return Object.setPrototypeOf({ ...exports, default: exports }, null)
}

export function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function'
}
