/** Markup that is already safe to write; anything else is escaped on its way into `html`. */
export class Html {
  constructor(readonly markup: string) {}

  toString(): string {
    return this.markup
  }
}

export type Content = Html | string | number | false | undefined | readonly Content[]

/** Tagged template: values are escaped, `Html` and lists of it are not. */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Html {
  return new Html(
    strings.map((text, i) => text + (i < values.length ? write(values[i]) : '')).join(''),
  )
}

function write(content: Content): string {
  if (content instanceof Html) return content.markup
  if (content === false || content === undefined) return ''
  if (typeof content === 'string' || typeof content === 'number') return escapeHtml(String(content))
  return content.map(write).join('')
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character])
}
