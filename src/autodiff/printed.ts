import { DomainError } from '../math/errors.js'
import { math } from '../math/instance.js'
import { written } from '../math/shapes.js'
import { isMatrix, type Variable } from '../math/types.js'

/** 'x = Variable(2, grad 9)', 'Variable(2×2, [[0.1, 0.2], [0.3, 0.4]])'. */
function printed({ name, value, grad }: Variable): string {
  const label = name === undefined ? '' : `${name} = `
  const size = isMatrix(value) ? `${written(value.size())}, ` : ''
  const gradient = grad === undefined ? '' : `, grad ${short(grad)}`
  return `${label}Variable(${size}${short(value)}${gradient})`
}

/** Gives Variables their print; where JavaScript wants no string, they refuse. */
export function printsItself(prototype: Variable): void {
  Object.defineProperty(printedAs(prototype, printed), Symbol.toPrimitive, { value: asPrimitive })
}

/**
 * Lets no Variable pass for a number: JavaScript's `x * 2` and `x > 2` would lose the tape, and
 * `x + 1` be the text of x with a 1 behind it. In a template, and for String(x), it is wanted as a
 * string.
 *
 * @throws DomainError when it is to be anything else.
 */
function asPrimitive(this: Variable, wanted: string): string {
  if (wanted === 'string') return printed(this)
  const [signs, name, text] =
    wanted === 'default'
      ? ['+ or ==', 'add', ', String(x) in a text']
      : ['* or >, or in Math.sin', 'multiply', '']
  throw new DomainError({
    where: 'Variable',
    expected: "functions of math: JavaScript's operators and its Math know no Variables",
    given: `${short(this.value)} in an operator such as ${signs}`,
    mend: `write math.${name}(x, 2) or x.${name}(2)${text}`,
  })
}

const LONGEST = 60

/** A value in a line. */
export function short(value: unknown): string {
  const text = math.format(value, { precision: 5 })
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}

/** The same data, or prototype, which prints as that text: in a template, on the console. */
export function printedAs<T extends object>(data: T, text: (data: T) => string): T {
  const hidden = {
    value(this: T) {
      return text(this)
    },
    enumerable: false,
  }
  return Object.defineProperties(data, {
    toString: hidden,
    [Symbol.for('nodejs.util.inspect.custom')]: hidden,
  })
}

/** Columns of words, side by side. */
export function textTable(rows: readonly (readonly string[])[]): string {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)))
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]))
      .join('  ')
      .trimEnd()
  return rows.map(line).join('\n')
}

/** Why something failed, in a line. */
export function reasonOf(error: unknown): string {
  if (error instanceof DomainError) return error.given
  return error instanceof Error ? error.message : String(error)
}
