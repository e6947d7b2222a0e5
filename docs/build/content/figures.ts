import type { Root } from 'hast'
import { visit } from 'unist-util-visit'
import { decoded } from '../address.js'

/** File name → MIME type → base64, as in a markdown cell. */
export type Attachments = Record<string, Record<string, string>>

/**
 * Rehype plugin: pictures attached to a cell are inlined; of a picture that does not come with its
 * cell only the words remain.
 */
export function inlinePictures(attachments: Attachments) {
  return () => (tree: Root) => {
    visit(tree, 'element', (element, index, parent) => {
      if (element.tagName !== 'img') return
      const source = String(element.properties.src ?? '')
      const attached = source.startsWith('attachment:')
      const data = attached ? dataUri(attachments, source) : source
      element.properties.alt ??= ''
      if (data?.startsWith('data:')) element.properties.src = data
      else parent!.children[index!] = { type: 'text', value: String(element.properties.alt) }
    })
  }
}

function dataUri(attachments: Attachments, source: string): string | undefined {
  const bundle = attachments[decoded(source.slice('attachment:'.length))] ?? {}
  const [type, base64] = Object.entries(bundle)[0] ?? []
  return type && `data:${type};base64,${base64}`
}
