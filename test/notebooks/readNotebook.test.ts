import assert from 'node:assert/strict'
import type { Output } from '../../kernel-setup/client/output.js'
import { parseNotebook, readNotebook } from '../../kernel-setup/notebook/readNotebook.js'
import { nbformatProblems } from '../../kernel-setup/notebook/validate.js'
import { code, display, markdown, notebook, stdout } from './build.js'

/** The message for a notebook with these fields changed. */
function message(change: object): string {
  const text = JSON.stringify({ ...notebook(code('1')), ...change })
  try {
    parseNotebook(text, 'a.ipynb')
  } catch (error) {
    assert(error instanceof Error)
    assert.doesNotMatch(error.message, /\n/, 'one line')
    return error.message
  }
  return 'read'
}

describe('reading a notebook', () => {
  it('takes a TypeScript notebook of nbformat 4, of our kernel or of another', () => {
    assert.equal(message({}), 'read')
    const deno = { kernelspec: { name: 'deno', display_name: 'Deno', language: 'typescript' } }
    assert.equal(message({ metadata: deno }), 'read')
    const marked = `\uFEFF${JSON.stringify(notebook(code('1')))}`
    assert.equal(parseNotebook(marked, 'a.ipynb').cells.length, 1)
  })

  it('refuses a missing file and a folder', async () => {
    await assert.rejects(
      readNotebook('missing.ipynb'),
      /^NotebookError: missing.ipynb: there is no such file$/,
    )
    await assert.rejects(readNotebook('README.md/a.ipynb'), /there is no such file$/)
    await assert.rejects(readNotebook('test'), /test: it is a folder/)
  })

  it('refuses what is not JSON, and JSON that is no notebook', () => {
    assert.throws(() => parseNotebook('{"cells": [', 'a.ipynb'), /a.ipynb: not a notebook: .*JSON/)
    for (const text of ['null', '3', '[]', '{}', '{"nbformat": "4"}']) {
      assert.throws(() => parseNotebook(text, 'a.ipynb'), /not a notebook: it has no nbformat/)
    }
    assert.match(message({ cells: {} }), /it has no list of cells/)
    assert.match(
      message({ cells: [{ ...code('1'), source: 1 }] }),
      /cell 1: its source is not text/,
    )
  })

  it('refuses nbformat 3 and 5, and says how to convert it', () => {
    assert.match(message({ nbformat: 3 }), /nbformat 3, but notegrad reads nbformat 4: open it in/)
    assert.match(message({ nbformat: 5 }), /nbformat 5/)
  })

  it('refuses a notebook for another language, or for none', () => {
    const python = { language_info: { name: 'python' } }
    assert.match(message({ metadata: python }), /a notebook for python, but notegrad runs TypeSc/)
    for (const metadata of [{}, { language_info: { name: 5 } }, { kernelspec: null }])
      assert.match(message({ metadata }), /names no language/)
  })
})

describe('the rules of nbformat', () => {
  const rules: [string, object, RegExp][] = [
    ['a cell type that exists', { ...code(''), cell_type: 'heading' }, /unknown type "heading"/],
    ['metadata', { ...code(''), metadata: undefined }, /no metadata/],
    ['tags that are strings', { ...code(''), metadata: { tags: [1] } }, /tags/],
    ['outputs of code cells', { ...code(''), outputs: undefined }, /no list of outputs/],
    ['an execution count', { ...code(''), execution_count: 'one' }, /execution_count/],
    ['a count from 0 on', { ...code(''), execution_count: -1 }, /execution_count/],
    ['no outputs of text cells', { ...markdown(''), outputs: [] }, /markdown cell has no outputs/],
    ['text in streams', code('', { outputs: [{ ...stdout(''), text: 1 } as never] }), /stream/],
    ['text in text types', code('', { outputs: [display({ 'text/plain': 1 })] }), /text\/plain/],
    ['complete errors', code('', { outputs: [{ output_type: 'error' } as never] }), /ename/],
    ['known outputs', code('', { outputs: [{ output_type: 'pyout' } as never] }), /"pyout"/],
  ]

  for (const [rule, cell, problem] of rules) {
    it(`ask for ${rule}`, () => {
      const [first, ...others] = nbformatProblems({ ...notebook(), cells: [cell] })
      assert.match(first, problem)
      assert.match(first, /^cell 1: /)
      assert.deepEqual(others, [])
    })
  }

  it('find nothing wrong with a notebook that has every kind of cell and output', () => {
    const chart = display({
      'application/vnd.vegalite.v5+json': { mark: 'bar' },
      'text/plain': ['a'],
    })
    const error: Output = { output_type: 'error', ename: 'E', evalue: 'e', traceback: [] }
    const cells = [markdown('# a'), code('1', { outputs: [stdout('a'), chart, error] })]
    assert.deepEqual(nbformatProblems(notebook(...cells)), [])
  })
})
