import { inspect } from 'node:util'

export type MimeBundle = Record<string, unknown>

/** A method by this name gives a value's rich form; Deno's kernel knows it too. */
const displayMethod = Symbol.for('Jupyter.display')

/** Characters of a value's text. */
const longest = 100_000

/**
 * A value as a front end shows it: what its `Symbol.for('Jupyter.display')` method gives, or its
 * text as Node's console would show it.
 */
export function mimeBundle(value: unknown): MimeBundle | Promise<MimeBundle> {
  const method = memberOf(value, displayMethod)
  if (typeof method !== 'function') return { 'text/plain': textOf(value) }
  const bundle: unknown = method.call(value)
  return bundle instanceof Promise ? bundle.then(checkBundle) : checkBundle(bundle)
}

/** Node shows all of an object's properties, however many, and front ends become slow. */
function textOf(value: unknown): string {
  const text = inspect(value)
  if (text.length <= longest) return text
  const shown = text.slice(0, longest).replace(/[\uD800-\uDBFF]$/, '') // no half of a character
  return `${shown}\n… and ${text.length - shown.length} more characters`
}

/** Undefined also where a Proxy refuses to be asked. */
export function memberOf(value: unknown, name: PropertyKey): unknown {
  try {
    return (value as Record<PropertyKey, unknown> | null | undefined)?.[name]
  } catch {
    return undefined
  }
}

function checkBundle(bundle: unknown): MimeBundle {
  if (typeof bundle !== 'object' || bundle === null) {
    throw new TypeError(
      `the method Symbol.for('Jupyter.display') gave ${inspect(bundle)}: ` +
        'let it return an object from mime types to data',
    )
  }
  return encodeBytes(bundle as MimeBundle)
}

/** Binary data travels as base64. */
export function encodeBytes(bundle: MimeBundle): MimeBundle {
  return Object.fromEntries(
    Object.entries(bundle).map(([type, data]) => [
      type,
      data instanceof Uint8Array ? Buffer.from(data).toString('base64') : data,
    ]),
  )
}
