import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { coverage, taughtCells } from '../../docs/build/coverage.js'
import { root } from '../support/repository.js'

const notes = JSON.parse(readFileSync(join(root, 'docs/data/notes.json'), 'utf8'))
const numbered = { N: 45, C: 18, F: 26, P: 7, E: 62 }
const names = Object.entries(numbered).flatMap(([letter, count]) =>
  Array.from({ length: count }, (_, i) => `${letter}${i + 1}`),
)

describe('the coverage of the notes', () => {
  const items = coverage(root).headings.flatMap((heading) => heading.items)

  it('lists each of the 158 names once, under one heading', () => {
    assert.equal(names.length, 158)
    assert.deepEqual(Object.keys(notes.items).sort(), [...names].sort())
    assert.deepEqual(items.map(({ name }) => name).sort(), [...names].sort())
  })

  it('finds a tested cell for every name', () => {
    assert.deepEqual(
      items.flatMap(({ name, cells }) => (cells.length === 0 ? [name] : [])),
      [],
    )
  })

  it('finds the same cells in every language', () => {
    const { languages } = coverage(root)
    assert.deepEqual(languages, ['en', 'zh'])
    const [english, ...others] = languages.map((name) => taughtCells(join(root, 'notebooks', name)))
    for (const other of others) assert.deepEqual([...other], [...english])
    for (const { about } of items) assert.match(about.zh, /\p{Script=Han}|^[\w∂/₀₁ −]+$/u)
  })

  it('finds it in one notebook: others link back', () => {
    const taughtTwice = items.filter(
      ({ cells }) => new Set(cells.map(({ notebook }) => notebook)).size > 1,
    )
    assert.deepEqual(taughtTwice, [])
  })

  it('knows every name that a tag gives', () => {
    const unknown = [...taughtCells(join(root, 'notebooks/en')).keys()].filter(
      (name) => !names.includes(name),
    )
    assert.deepEqual(unknown, [])
  })
})
