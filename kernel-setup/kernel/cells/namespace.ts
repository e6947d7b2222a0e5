export type Namespace = Record<string, unknown>

/** CommonJS exports or a JSON value as an import sees them (TypeScript's `esModuleInterop`). */
export function asNamespace(exports: object): Namespace {
  if ('__esModule' in exports) return exports as Namespace
  return Object.assign(Object.create(null), exports, { default: exports })
}
