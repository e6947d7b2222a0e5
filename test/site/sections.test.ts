import assert from 'node:assert/strict'
import { Html } from '../../docs/build/html.js'
import type { Page } from '../../docs/build/page.js'
import { sectionsOf } from '../../docs/build/search/sections.js'

const page = (markup: string): Page => ({
  kind: 'document',
  address: 'docs/functions.html',
  lang: 'en',
  title: 'Functions',
  description: '',
  headings: [],
  body: new Html(markup),
})

describe('the sections that search leads to', () => {
  it('are headings and rows about functions; what follows the rows is under the heading', () => {
    const row = (name: string) => `<tr class="entry" id="${name}"><td>${name} of x</td></tr>`
    const table = `<table><tbody>${row('sin')}${row('cos')}</tbody></table>`
    const markup = `<h2 id="all">All</h2><p>before</p>${table}<p>after</p>`
    assert.deepEqual(
      sectionsOf(page(markup)).map(({ anchor, heading, isHeaded, text }) => [
        ...[anchor, heading, isHeaded, text.trim()],
      ]),
      [
        ['', '', true, ''],
        ['all', 'All', true, 'before'],
        ['sin', 'sin', true, 'sin of x'],
        ['cos', 'cos', true, 'cos of x'],
        ['all', 'All', false, 'after'],
      ],
    )
  })
})
