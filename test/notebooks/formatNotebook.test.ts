import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import * as fc from 'fast-check'
import { formatNotebook } from '../../kernel-setup/notebook/formatNotebook.js'
import { recordOutputs } from '../../kernel-setup/notebook/recordOutputs.js'
import { requires } from '../support/requirements.js'
import { code, display, markdown, notebook, stdout } from './build.js'

describe('a written notebook', () => {
  it('has sorted keys, an indentation of one space, text as lines and a line end at its end', () => {
    const text = formatNotebook(notebook({ ...markdown('# a\nb'), id: 'x' }))
    assert.equal(text.split('  "metadata": {}').length, 2)
    assert.match(text, /^\{\n "cells": \[\n {2}\{\n {3}"cell_type": "markdown",\n {3}"id": "x",/)
    assert.match(text, /"source": \[\n {4}"# a\\n",\n {4}"b"\n {3}\]/)
    assert.match(text, /"nbformat": 4,\n "nbformat_minor": 5\n\}\n$/)
  })

  it('splits text, SVG and scripts into lines, and leaves JSON and base64 whole', () => {
    const data = { 'text/plain': 'a\nb', 'image/svg+xml': '<svg>\n', 'image/png': 'QUJD\n' }
    const script = { 'application/javascript': 'a()\nb()' }
    const spec = { 'application/vnd.vegalite.v5+json': { description: 'a\nb' } }
    const cell = code('', { outputs: [display({ ...data, ...script, ...spec }), stdout('')] })
    const [{ data: stored }, { text }] = JSON.parse(formatNotebook(notebook(cell))).cells[0].outputs
    assert.deepEqual(stored, {
      ...spec,
      ...data,
      'text/plain': ['a\n', 'b'],
      'image/svg+xml': ['<svg>\n'],
      'application/javascript': ['a()\n', 'b()'],
    })
    assert.deepEqual(text, [])
  })

  it('changes no byte when it is read and written again', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.jsonValue(), (sources, value) => {
        const json = { 'application/json': JSON.parse(JSON.stringify(value)) }
        const cells = sources.map((source) => code(source, { outputs: [display(json)] }))
        const text = formatNotebook(notebook(...cells))
        assert.equal(formatNotebook(JSON.parse(text)), text)
      }),
      { seed: 1 },
    )
  })

  it('is written byte for byte as Python writes JSON, on which JupyterLab rests', async function () {
    await requires(this, 'python')
    const numbers = [0, -1.5, 1e-4, 9.99e-5, 1.2e-5, -3e-7, 2.5e-10, 1e-300, 1e15, 0.1 + 0.2]
    const json = { numbers, text: 'é\u2028"\\\n\u0001\u007f', b: {}, a: [], é: null, Z: true }
    const lines = 'a\r\nb\rc\u2028d\u0085e\vf\u001cg\n\nh'
    const outputs = [display({ 'application/json': json, 'text/plain': lines })]
    const mine = formatNotebook(notebook(code(lines, { outputs }), markdown('')))
    const program = [
      'import json, sys',
      'nb = json.load(sys.stdin)',
      'for cell in nb["cells"]:',
      '    cell["source"] = "".join(cell["source"]).splitlines(True)',
      '    for output in cell.get("outputs", []):',
      '        text = "".join(output["data"]["text/plain"])',
      '        output["data"]["text/plain"] = text.splitlines(True)',
      'options = dict(ensure_ascii=False, indent=1, sort_keys=True, separators=(",", ": "))',
      'sys.stdout.buffer.write((json.dumps(nb, **options) + "\\n").encode())',
    ].join('\n')
    const theirs = execFileSync('python3', ['-c', program], { input: mine, encoding: 'utf8' })
    assert.equal(mine, theirs)
  })
})

describe('recording a run', () => {
  const cell = code('1', {
    metadata: { tags: ['a'], execution: { started: 'now' }, trusted: true },
    outputs: [display({ 'image/png': 'QUJD' })],
    execution_count: 7,
  })
  const run = {
    cell,
    index: 1,
    status: 'ok',
    milliseconds: 3,
    executionCount: 1,
    outputs: [],
  } as const

  it('replaces outputs and counts, and drops what depends on the moment', () => {
    const given = notebook(markdown('a'), cell)
    given.metadata.signature = 'x'
    const recorded = recordOutputs(given, [{ ...run, outputs: [stdout('2')] }])
    assert.equal(recorded.cells.length, 2)
    assert.deepEqual(recorded.cells[1], {
      ...cell,
      metadata: { tags: ['a'] },
      outputs: [stdout('2')],
      execution_count: 1,
    })
    assert.equal(recorded.metadata.signature, undefined)
    assert.equal(recorded.metadata.kernelspec?.name, 'tslab')
    assert.equal(given.cells[1], cell, 'the given notebook is not changed')
  })

  it('empties cells that were not run', () => {
    const [first] = recordOutputs(notebook(cell), []).cells
    assert.deepEqual(first, {
      ...cell,
      metadata: { tags: ['a'] },
      outputs: [],
      execution_count: null,
    })
  })
})
