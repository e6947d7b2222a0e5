/**
 * What a cell gives now against what is recorded in its notebook.
 *
 * Streams and text have to be equal (numbers within the tolerance that the cell asks for), JSON
 * such as chart specs equal in structure with numbers to 1e-9. An SVG is drawn from the chart's
 * spec with the fonts of the machine, so that it only has to be there and show marks.
 */
import type { Json, MimeBundle, Output, Text } from '../client/output.js'
import { compareJson } from './compareJson.js'
import { compareText } from './compareText.js'
import { joinText } from './nbformat.js'
import { hasMarks } from './svgMarks.js'

/** Numbers in JSON may differ by this much, relative and absolute: between machines they do. */
const jsonTolerance = 1e-9

/** The differences, one of several lines each; none when the outputs agree. */
export function compareOutputs(
  recorded: readonly Output[],
  now: readonly Output[],
  tolerance = 0,
): string[] {
  const before = joinStreams(recorded)
  const after = joinStreams(now)
  const differences: string[] = []
  for (let i = 0; i < Math.max(before.length, after.length); i++) {
    const place = `output ${i + 1}`
    if (!after[i]) differences.push(`${place} is missing: recorded is ${describe(before[i])}`)
    else if (!before[i]) differences.push(`${place} is not recorded: ${describe(after[i])}`)
    else differences.push(...compareOutput(before[i], after[i], tolerance).map(at(place)))
  }
  return differences
}

/** Programs save what was written at once to one stream as one output or as several. */
function joinStreams(outputs: readonly Output[]): Output[] {
  const joined: Output[] = []
  for (const output of outputs) {
    const last = joined.at(-1)
    const text = output.output_type === 'stream' ? joinText(output.text) : ''
    if (output.output_type !== 'stream') joined.push(output)
    else if (last?.output_type === 'stream' && last.name === output.name)
      joined[joined.length - 1] = { ...last, text: joinText(last.text) + text }
    else joined.push({ ...output, text })
  }
  return joined
}

function compareOutput(recorded: Output, now: Output, tolerance: number): string[] {
  if (recorded.output_type === 'stream' && now.output_type === 'stream') {
    if (recorded.name !== now.name) return [`recorded on ${recorded.name}, now on ${now.name}`]
    return compareText(joinText(recorded.text), joinText(now.text), tolerance)
  }
  if (recorded.output_type === 'error' && now.output_type === 'error') {
    const message = (error: typeof now) => `${error.ename}: ${error.evalue}`
    return compareText(message(recorded), message(now), tolerance)
  }
  if ('data' in recorded && 'data' in now && recorded.output_type === now.output_type)
    return compareData(recorded.data, now.data, tolerance)
  return [`recorded is ${describe(recorded)}, now ${describe(now)}`]
}

function compareData(recorded: MimeBundle, now: MimeBundle, tolerance: number): string[] {
  const mimes = new Set([...shownMimes(recorded), ...shownMimes(now)])
  return [...mimes].sort().flatMap((mime) => {
    if (!(mime in now)) return [`${mime} is missing`]
    if (!(mime in recorded)) return [`${mime} is not recorded`]
    return compareMime(mime, recorded[mime], now[mime], tolerance).map(at(mime))
  })
}

/** JupyterLab adds a picture to every chart that it saves. */
function shownMimes(data: MimeBundle): string[] {
  const mimes = Object.keys(data)
  const isChart = mimes.some((mime) => mime.startsWith('application/vnd.vega'))
  return isChart ? mimes.filter((mime) => mime !== 'image/png') : mimes
}

function compareMime(mime: string, recorded: Json, now: Json, tolerance: number): string[] {
  if (mime === 'application/json' || mime.endsWith('+json'))
    return compareJson(recorded, now, Math.max(tolerance, jsonTolerance))
  if (mime === 'image/svg+xml') return hasMarks(joinText(now as Text)) ? [] : ['it shows no marks']
  if (mime.startsWith('image/')) return []
  return compareText(joinText(recorded as Text), joinText(now as Text), tolerance) // text, by mime
}

function describe(output: Output): string {
  if (output.output_type === 'stream') return `text on ${output.name}`
  if (output.output_type === 'error') return `the error ${output.ename}: ${output.evalue}`
  const kind = output.output_type === 'display_data' ? 'a display' : 'a result'
  return `${kind} of ${Object.keys(output.data).sort().join(', ')}`
}

function at(place: string): (difference: string) => string {
  return (difference) => `${place}: ${difference}`
}
