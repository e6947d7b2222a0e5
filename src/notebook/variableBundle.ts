import type { Variable } from '../autodiff/Variable.js'
import { isMatrix } from '../math/types.js'
import type { MimeBundle } from './front.js'
import { matrixBundle } from './matrixTable.js'

/** A Variable: its value, and its gradient once `backward` has been called. */
export function variableBundle(variable: Variable): MimeBundle {
  const { name, value, grad } = variable
  if (!isMatrix(value)) return { 'text/plain': String(variable) }
  const parts = [matrixBundle(value, name ? `Variable ${name}` : 'Variable')]
  if (isMatrix(grad)) parts.push(matrixBundle(grad, name ? `gradient of ${name}` : 'gradient'))
  return {
    'text/plain': parts.map((part) => part['text/plain']).join('\n'),
    ...(parts.every((part) => 'text/html' in part)
      ? { 'text/html': parts.map((part) => part['text/html']).join('') }
      : {}),
  }
}
