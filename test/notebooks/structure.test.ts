import assert from 'node:assert/strict'
import type { Json } from '../../kernel-setup/client/output.js'
import type { Notebook } from '../../kernel-setup/notebook/nbformat.js'
import { code, display, markdown, notebook, stdout } from './build.js'
import { structureProblems } from './structure.js'

const chart: { [mime: string]: Json } = {
  'application/vnd.vegalite.v5+json': {
    $schema: 'https://vega.github.io/schema/vega-lite/v5.json',
    title: 'A circle',
    description: 'a circle',
    encoding: { x: { field: 'a', title: 'a' }, y: { field: 'b', axis: null } },
  },
  'image/svg+xml': '<svg xmlns="http://www.w3.org/2000/svg"><circle r="1"/></svg>',
  'text/plain': 'a circle',
}

function shipped(): Notebook {
  const first = code('1', { execution_count: 1, outputs: [display(structuredClone(chart))] })
  const skipped = code('2', { metadata: { tags: ['skip-execution'] } })
  const long = code('3\n'.repeat(16), { metadata: { notegrad: { long: 'a table' } } })
  return notebook(markdown('# a'), first, skipped, { ...long, execution_count: 2 })
}

describe('the structure of a shipped notebook', () => {
  it('is good in an example with every kind of cell', () => {
    assert.deepEqual(structureProblems(shipped()), [])
  })

  it('takes a title that a slider writes', () => {
    const moved = shipped()
    setSpec(moved, { title: { text: { expr: '"at " + position' } } })
    assert.deepEqual(structureProblems(moved), [])
  })

  const faults: [string, (notebook: Notebook) => void, RegExp][] = [
    [
      'another kernel',
      ({ metadata }) => delete metadata.kernelspec,
      /kernelspec\.name is undefined/,
    ],
    ['another mode of the editor', setMode, /codemirror_mode is "javascript"/],
    ['a cell without id', ({ cells }) => delete cells[0].id, /cell 1 has no valid id/],
    ['an id used twice', ({ cells }) => set(cells[0], { id: cells[1].id }), /cell 2 has the id of/],
    ['cells run out of order', ({ cells }) => set(cells[1], { execution_count: 3 }), /3, not 1/],
    [
      'a cell that never ran',
      ({ cells }) => set(cells[3], { execution_count: null }),
      /null, not 2/,
    ],
    ['a long cell without a reason', ({ cells }) => set(cells[3], { metadata: {} }), /17 lines/],
    ['invalid cells', ({ cells }) => set(cells[1], { source: 1 }), /its source is not text/],
    ...[
      ['', 'home', 'ada', 'a.ts'].join('/'),
      "'/tmp/x'",
      'file:///a',
      'http://localhost:8888',
      'C:\\Users\\a',
    ].map((path): [string, (notebook: Notebook) => void, RegExp] => [
      `${path} in its text`,
      ({ cells }) => set(cells[1], { outputs: [stdout(`at ${path}:1`)] }),
      /cell 2: an output names a machine/,
    ]),
    ['a chart without title', (notebook) => setSpec(notebook, { title: ' ' }), /has no title/],
    ['a chart without description', (it) => setSpec(it, { description: '' }), /no description/],
    [
      'an axis without name, in one view of several',
      (it) => setSpec(it, { hconcat: [{ layer: [{ encoding: { y: { field: 'b' } } }] }] }),
      /the y axis has no name/,
    ],
    ['HTML beside a chart', (notebook) => setChart(notebook, { 'text/html': '<b>' }), /text\/html/],
    ['a blank SVG', (notebook) => setChart(notebook, { 'image/svg+xml': '<svg/>' }), /no SVG with/],
    [
      'a chart without words',
      (notebook) => setChart(notebook, { 'text/plain': '' }),
      /no sentence/,
    ],
  ]

  for (const [fault, tamper, problem] of faults) {
    it(`is not good with ${fault}`, () => {
      const tampered = shipped()
      tamper(tampered)
      assert.match(structureProblems(tampered).join('\n') || 'no problem', problem)
    })
  }
})

function set(target: object, fields: object): void {
  Object.assign(target, fields)
}

function setMode({ metadata }: Notebook): void {
  set(metadata.language_info ?? {}, { codemirror_mode: 'javascript' })
}

function setSpec(notebook: Notebook, fields: object): void {
  const mime = 'application/vnd.vegalite.v5+json'
  setChart(notebook, { [mime]: { ...Object(chart[mime]), ...fields } })
}

function setChart({ cells }: Notebook, data: { [mime: string]: Json }): void {
  set(cells[1], { outputs: [display({ ...chart, ...data })] })
}
