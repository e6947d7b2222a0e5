import assert from 'node:assert/strict'
import * as fc from 'fast-check'
import type { Json, Output } from '../../kernel-setup/client/output.js'
import { compareOutputs } from '../../kernel-setup/notebook/compareOutputs.js'
import { hasMarks } from '../../kernel-setup/notebook/svgMarks.js'
import { display, stdout } from './build.js'

const vegaLite = 'application/vnd.vegalite.v5+json'
const marks =
  '<svg><g class="mark-group role-frame root">' +
  '<g class="mark-line role-mark marks"><path d="M0"/></g></g></svg>'
const axes =
  '<svg><g class="mark-group role-frame root">' +
  '<g class="mark-rule role-axis-grid"><line/></g></g></svg>'

function chart(values: Json, more: { [mime: string]: Json } = {}): Output {
  const spec = { mark: 'line', data: { values } }
  return display({ [vegaLite]: spec, 'image/svg+xml': marks, 'text/plain': 'a line', ...more })
}

/** The one difference between two outputs. */
function difference(recorded: Output, now: Output, tolerance?: number): string {
  const differences = compareOutputs([recorded], [now], tolerance)
  assert.equal(differences.length, 1, differences.join('\n'))
  return differences[0]
}

describe('comparing outputs with the recorded ones', () => {
  it('finds no difference between equal outputs', () => {
    const outputs = [stdout('a\n'), chart([{ x: 1 }]), stdout('b')]
    assert.deepEqual(compareOutputs(outputs, structuredClone(outputs)), [])
  })

  it('tells which lines of text changed, and only these', () => {
    const text = difference(stdout('a\nb\nc\nd\ne'), stdout('a\nB\nC\nd\ne'))
    assert.equal(
      text,
      'output 1: the text differs\nat line 2 (- recorded, + now):\n- b\n- c\n+ B\n+ C',
    )
  })

  it('tells a line that is missing after one that is equal to it', () => {
    assert.match(difference(stdout('a\na'), stdout('a')), /at line 2 .*:\n- a$/)
    assert.match(difference(stdout('a'), stdout('a\na')), /at line 2 .*:\n\+ a$/)
  })

  it('shows twelve lines of each side of a long difference, and says how many more there are', () => {
    const lines = (letter: string, count: number) =>
      Array.from({ length: count }, (_, i) => `${letter}${i}`).join('\n')
    const [, , ...told] = difference(stdout(lines('a', 12)), stdout(lines('b', 13))).split('\n')
    const shown = Array.from({ length: 12 }, (_, i) => i)
    assert.deepEqual(told, [
      ...shown.map((i) => `- a${i}`),
      ...shown.map((i) => `+ b${i}`),
      '  (and 1 more lines)',
    ])
  })

  it('tells a missing output, one too many, and one of another kind', () => {
    const missing = compareOutputs([stdout('a'), chart([])], [stdout('a')])
    assert.match(missing.join(), /^output 2 is missing: recorded is a display of application\/vnd/)
    const more = compareOutputs([], [stdout('a')])
    assert.match(more.join(), /^output 1 is not recorded: text on stdout/)
    assert.match(difference(chart([]), stdout('a')), /recorded is a display of .*, now text on std/)
    const stderr: Output = { output_type: 'stream', name: 'stderr', text: 'b' }
    assert.match(difference(stdout('a'), stderr), /recorded on stdout, now on stderr/)
    assert.equal(compareOutputs([stdout('a'), stderr], [stdout('ab')]).length, 2)
  })

  it('tells each kind of output from every other', () => {
    const error: Output = { output_type: 'error', ename: 'E', evalue: 'e', traceback: [] }
    const shown = display({ 'text/plain': 'a' })
    const result = { ...shown, output_type: 'execute_result', execution_count: 1 } as Output
    const kinds = [stdout('a'), error, shown, result]
    for (const recorded of kinds) {
      for (const now of kinds.filter((kind) => kind !== recorded))
        assert.match(difference(recorded, now), /^output 1: recorded is .*, now /)
    }
  })

  it('takes text as one, however it was saved in parts and lines', () => {
    const recorded: Output = { output_type: 'stream', name: 'stdout', text: ['a\n', 'b\n'] }
    assert.deepEqual(compareOutputs([recorded, stdout('c')], [stdout('a\nb\nc')]), [])
  })

  it('compares text exactly, unless the cell asks for a tolerance', () => {
    const recorded = stdout('loss 2.302585  after -1e-3\n')
    const now = stdout('loss 2.3025850001 after -0.00100000001\n')
    assert.match(difference(recorded, now), /the text differs/)
    assert.match(difference(stdout('1e-3'), stdout('0.001')), /the text differs/)
    assert.deepEqual(compareOutputs([recorded], [now], 1e-9), [])
    for (const [before, after] of [
      [' 9.9999', '10.0000'],
      ['a  b', 'a b'],
    ])
      assert.deepEqual(compareOutputs([stdout(before)], [stdout(after)], 1e-3), [])
    assert.match(difference(recorded, stdout('loss 2.3026 after -1e-3\n'), 1e-9), /differs/)
    assert.match(difference(recorded, stdout('Loss 2.302585 after -1e-3\n'), 1e-9), /differs/)
    assert.match(difference(recorded, stdout('loss 2.302585 after NaN\n'), 1e-9), /differs/)
  })

  it('keeps numbers within the tolerance and no further', () => {
    const value = fc.double({ min: -1e6, max: 1e6, noNaN: true })
    fc.assert(
      fc.property(value, fc.double({ min: -2, max: 2, noNaN: true }), (recorded, factor) => {
        fc.pre(Math.abs(Math.abs(factor) - 1) > 0.01)
        const now = recorded + factor * 1e-6 * (1 + Math.abs(recorded))
        const differences = compareOutputs([stdout(`${recorded}`)], [stdout(`${now}`)], 1e-6)
        assert.equal(differences.length, Math.abs(factor) < 1 ? 0 : 1)
      }),
      { seed: 2 },
    )
  })

  it('compares charts by structure, and their data to 1e-9', () => {
    const recorded = chart([{ x: 1, y: 0.1 }])
    assert.deepEqual(compareOutputs([recorded], [chart([{ y: 0.1 + 5e-10, x: 1 }])]), [])
    const place = difference(recorded, chart([{ x: 1, y: 0.1 + 5e-9 }]))
    assert.match(place, /^output 1: .*json: data\.values\[0\]\.y: recorded is 0\.1, now 0\.1000/)
    assert.match(difference(recorded, chart([{ x: 1 }])), /\.y is missing, recorded is 0\.1/)
    assert.match(difference(recorded, chart([{ x: 1, y: 0.1 }, {}])), /values\[1\] is not recorded/)
    assert.match(difference(recorded, chart({})), /data\.values: recorded is \[.*, now \{\}/)
  })

  it('tells values of JSON apart by their kind, and cuts long ones', () => {
    const kinds: Json[] = [1, '1', {}, [], null, true]
    const json = (value: Json) => display({ 'application/json': value })
    for (const [i, before] of kinds.entries()) {
      for (const after of kinds.toSpliced(i, 1))
        assert.match(difference(json(before), json(after)), /json: it: recorded is .*, now /)
    }
    const long = difference(json('a'.repeat(58)), json('a'.repeat(59)))
    assert.match(long, /is "a{58}", now "a{56}\.\.\.$/)
  })

  it('lets the numbers of a chart differ by the tolerance that the cell asks for', () => {
    const [recorded, now] = [chart([{ y: 0.1 }]), chart([{ y: 0.1001 }])]
    assert.deepEqual(compareOutputs([recorded], [now], 1e-3), [])
    assert.match(difference(recorded, now, 1e-6), /recorded is 0\.1, now 0\.1001/)
  })

  it('tells ten differences of JSON one by one, and counts the others', () => {
    const numbers = (count: number, from: number) =>
      Array.from({ length: count }, (_, i) => i + from)
    const told = (count: number) =>
      compareOutputs([chart(numbers(count, 0))], [chart(numbers(count, 1))])
    assert.equal(told(10).length, 10)
    assert.match(told(10)[9], /values\[9\]: recorded is 9, now 10$/)
    assert.equal(told(11).length, 11)
    assert.match(told(11)[10], /: 1 more differences$/)
  })

  it('asks for an SVG with marks in every chart that has one recorded, and not for its bytes', () => {
    const other = marks.replace('M0', 'M1')
    assert.deepEqual(compareOutputs([chart([])], [chart([], { 'image/svg+xml': other })]), [])
    assert.match(difference(chart([]), chart([], { 'image/svg+xml': axes })), /shows no marks/)
    const without = display({
      [vegaLite]: { mark: 'line', data: { values: [] } },
      'text/plain': 'a line',
    })
    assert.match(difference(chart([]), without), /image\/svg\+xml is missing/)
  })

  it('ignores the picture that JupyterLab adds to a chart', () => {
    assert.deepEqual(compareOutputs([chart([], { 'image/png': 'QUJD' })], [chart([])]), [])
  })

  it('compares errors by name and message', () => {
    const error = (evalue: string, ...traceback: string[]): Output => {
      return { output_type: 'error', ename: 'ShapeError', evalue, traceback }
    }
    assert.deepEqual(compareOutputs([error('a', 'at 1')], [error('a', 'at 2')]), [])
    assert.match(difference(error('a'), error('b')), /- ShapeError: a\n\+ ShapeError: b/)
  })
})

describe('the marks of an SVG', () => {
  it('are those of a chart’s data, or any shape in another picture', () => {
    assert.equal(hasMarks(marks), true)
    assert.equal(hasMarks(axes), false)
    assert.equal(hasMarks('<svg><circle r="1"/></svg>'), true)
    assert.equal(hasMarks('<svg></svg>'), false)
    assert.equal(hasMarks(''), false)
  })
})
