import assert from 'node:assert/strict'
import { joinText } from '../../kernel-setup/notebook/nbformat.js'
import {
  checkParameters,
  parseParameter,
  withParameters,
} from '../../kernel-setup/notebook/parameters.js'
import { code, markdown, notebook } from './build.js'

describe('parameters of a run', () => {
  it('are numbers, truth values and JSON where they look so, and text otherwise', () => {
    const texts = ['a=1e-3', 'b=true', 'c=[1,2]', 'd=null', 'e=text=more', 'f=', '激活="x"']
    assert.deepEqual(texts.map(parseParameter), [
      ['a', 1e-3],
      ['b', true],
      ['c', [1, 2]],
      ['d', null],
      ['e', 'text=more'],
      ['f', ''],
      ['激活', 'x'],
    ])
    for (const wrong of ['a', '=1', '1a=2', 'a b=1']) {
      assert.throws(() => parseParameter(wrong), /name=value/)
    }
  })

  it('are set behind the cell tagged parameters, as papermill sets them', () => {
    const defaults = code('let rate = 0.1', { metadata: { tags: ['parameters'] } })
    const given = notebook(markdown('# Title'), code('1'), defaults, code('rate'))
    const { cells } = withParameters(given, { rate: 0.5, name: 'a "b"' })
    assert.equal(joinText(cells[3].source), 'let rate = 0.5\nlet name = "a \\"b\\""')
    assert.deepEqual(cells[3].metadata.tags, ['injected-parameters'])
    assert.equal(given.cells.length, 4)
    const first = withParameters(notebook(defaults, code('rate')), { rate: 0.5 })
    assert.equal(first.cells[1].id, 'injected-parameters')
  })

  it('are refused when no cell uses them', () => {
    const file = { path: 'a.ipynb', text: '', notebook: notebook(markdown('rat'), code('f(rate)')) }
    checkParameters(file, { rate: 1 })
    assert.throws(() => checkParameters(file, { rat: 1 }), /a\.ipynb: no cell uses a variable rat$/)
  })

  it('are set before all code where no cell has the tag; without any nothing changes', () => {
    const given = notebook(markdown('# Title'), code('rate'), code('2'))
    assert.equal(joinText(withParameters(given, { rate: 1 }).cells[1].source), 'let rate = 1')
    assert.equal(withParameters(given, {}), given)
  })
})
