/** The places at which this kernel takes hold of tslab: a tslab without one of them fails here. */
import assert from 'node:assert/strict'
import { tmpdir } from 'node:os'
import type { Converter } from '../../kernel-setup/kernel/tslab/cellCompiler.js'
import { lastSourceMap } from '../../kernel-setup/kernel/tslab/emitCell.js'
import { loadTslab, type Tslab } from '../../kernel-setup/kernel/tslab/tslab.js'

describe('the seams of tslab', () => {
  let tslab: Tslab
  let converter: Converter
  before(() => {
    tslab = loadTslab(tmpdir())
    converter = tslab.createConverter()
  })

  const convert = (source: string, earlier = '') => {
    const converted = converter.convert(earlier, source)
    assert.deepEqual(converted.diagnostics, [])
    return converted
  }

  it('the compiler is a module of its own: the stock one takes its place', () => {
    const { versions } = tslab.publicModule as { versions: { typescript: string } }
    assert.equal(versions.typescript, '5.9.3')
  })

  it('transpileModule makes the last step: without it a cell stays an ES module', () => {
    const { output = '' } = convert("import { sep } from 'node:path'\nconst x = sep")
    assert.match(output, /^import \{ sep \} from 'node:path';$/m)
    assert.match(output, /^export \{ .*x.* \};?$/m)
  })

  it('programs are made by createWatchProgram: nothing watches the disk', () => {
    convert("import data from './package.json'\ndata.name")
    const watchers = process.getActiveResourcesInfo().filter((name) => /watch|fsevent/i.test(name))
    assert.deepEqual(watchers, [])
  })

  it('its options go through createWatchCompilerHost: ours are strict', () => {
    const { diagnostics } = converter.convert('', 'let u: string = undefined')
    assert.match(diagnostics[0].messageText, /undefined/)
  })

  it('diagnostics go through getPreEmitDiagnosticsOfFiles: some are dropped', () => {
    convert("import semver from 'semver'")
  })

  it('the builder compiles: declarations are made also where a type has no name', () => {
    const { declOutput = '' } = convert(
      'const c = (() => { class Inner { v = 1 }; return new Inner() })()',
    )
    assert.match(declOutput, /declare const c: \{?/)
  })

  it('the builder compiles: source maps are kept', () => {
    lastSourceMap.text = ''
    convert('const mapped = 1')
    assert.equal(JSON.parse(lastSourceMap.text).version, 3)
  })

  it('transformers are handed to the builder: shorthand properties are written out', () => {
    const { output = '' } = convert('const o = { p }', 'declare const p: number; export { p }')
    assert.match(output, /\{ p: __earlier\.p \}/)
  })

  it('transformers are handed to the builder: functions are called without a this', () => {
    const { output = '' } = convert('f(1)', 'declare function f(x: number): void; export { f }')
    assert.match(output, /\(0, __earlier\.f\)\(1\)/)
  })

  it('the value of the last expression has a name', () => {
    const { lastExpressionVar, output = '' } = convert('1 + 1')
    assert.equal(lastExpressionVar, 'tsLastExpr')
    assert.match(output, /export const tsLastExpr = 1 \+ 1/)
  })

  it('declarations of earlier cells are handed on', () => {
    const { declOutput = '' } = convert(
      'const second = 2',
      'declare const first = 1; export { first }',
    )
    assert.match(declOutput, /first/)
    assert.match(declOutput, /second/)
  })

  it('completions go through getCompletionsAtPositionForTslab', () => {
    assert.deepEqual(converter.complete('', 'Math.flo', 8).candidates, ['floor'])
  })

  it('tooltips go through getQuickInfoAtPosition', () => {
    const parts = converter.inspect('', 'const hovered = 1', 8)?.displayParts ?? []
    assert.equal(parts.map(({ text }) => text).join(''), 'const hovered: 1')
  })

  it('lastWriteDisplayData receives what tslab.display sends', () => {
    const sent: object[] = []
    tslab.onDisplay(({ data }) => sent.push(data))
    const { display } = tslab.publicModule as { display: { html(text: string): void } }
    display.html('<i>x</i>')
    assert.deepEqual(sent, [{ 'text/html': '<i>x</i>' }])
  })

  it('isCompleteCode proposes an indent', () => {
    assert.deepEqual(tslab.isCompleteCode('if (a) {'), { completed: false, indent: '  ' })
  })
})
