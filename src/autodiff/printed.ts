import { math } from '../math/instance.js'
import { written } from '../math/shapes.js'
import { isMatrix, type Variable } from '../math/types.js'

/** 'x = Variable(2, grad 9)', 'Variable(2×2, [[0.1, 0.2], [0.3, 0.4]])'. */
export function printed({ name, value, grad }: Variable): string {
  const label = name === undefined ? '' : `${name} = `
  const size = isMatrix(value) ? `${written(value.size())}, ` : ''
  const gradient = grad === undefined ? '' : `, grad ${short(grad)}`
  return `${label}Variable(${size}${short(value)}${gradient})`
}

const LONGEST = 60

/** A value in a line. */
export function short(value: unknown): string {
  const text = math.format(value, { precision: 5 })
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}
