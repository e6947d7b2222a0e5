import type { Variable } from '../autodiff/Variable.js'
import { isMatrix } from '../math/types.js'
import type { MimeBundle } from './front.js'
import { escapeHtml, matrixBundle } from './matrixTable.js'

/** A Variable: its value, and its gradient once `backward` has been called. */
export function variableBundle({ name, value, grad }: Variable): MimeBundle {
  const parts = [part(name ? `Variable ${name}` : 'Variable', value)]
  if (grad !== undefined && grad !== null) parts.push(part('its gradient', grad))
  const text = parts.map((bundle) => bundle['text/plain']).join('\n')
  const html = parts.map((bundle) => bundle['text/html'] ?? paragraph(bundle['text/plain']))
  return { 'text/plain': text, 'text/html': html.join('') }
}

function part(title: string, value: unknown): MimeBundle {
  if (isMatrix(value)) return matrixBundle(value, title)
  return { 'text/plain': `${title}: ${value}` }
}

function paragraph(text: string): string {
  return `<p>${escapeHtml(text)}</p>`
}
