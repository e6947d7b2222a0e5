/** What must hold for a notebook that is shipped, beyond that it runs. */
import type { Json, MimeBundle, Output, Text } from '../../kernel-setup/client/output.js'
import {
  type Cell,
  type CodeCell,
  isExecuted,
  joinText,
  type Notebook,
  typescriptMetadata,
} from '../../kernel-setup/notebook/nbformat.js'
import { hasMarks } from '../../kernel-setup/notebook/svgMarks.js'
import { nbformatProblems } from '../../kernel-setup/notebook/validate.js'
import { chartFaults } from './chartStructure.js'

const longestCell = 15
const vegaLite = 'application/vnd.vegalite.v5+json'

/** A path of one machine, or a host; the namespaces of SVG and of chart specs name no machine. */
const machine = new RegExp(
  [
    String.raw`(?<![\w.])/(?:home|root|Users|tmp|usr|opt|var|mnt|private|work)/`,
    String.raw`\b[A-Z]:\\\w`,
    'file://|localhost|127\\.0\\.0\\.1',
    String.raw`https?://(?!www\.w3\.org/|vega\.github\.io/schema/)`,
  ].join('|'),
)

/** What is wrong, a line for each fault. */
export function structureProblems(notebook: Notebook): string[] {
  const invalid = nbformatProblems(notebook)
  if (invalid.length > 0) return invalid
  const { cells } = notebook
  return [
    ...metadataProblems(notebook),
    ...idProblems(cells),
    ...countProblems(cells),
    ...cells.flatMap((cell, i) =>
      cell.cell_type === 'code' ? codeProblems(cell).map((text) => `cell ${i + 1}: ${text}`) : [],
    ),
  ]
}

function metadataProblems({ metadata, nbformat_minor }: Notebook): string[] {
  const { kernelspec, language_info } = typescriptMetadata
  const expected: [string, unknown, unknown][] = [
    ['nbformat_minor', nbformat_minor, 5],
    ['kernelspec.name', metadata.kernelspec?.name, kernelspec.name],
    ['kernelspec.display_name', metadata.kernelspec?.display_name, kernelspec.display_name],
    ['kernelspec.language', metadata.kernelspec?.language, kernelspec.language],
    ['language_info.name', metadata.language_info?.name, language_info.name],
    ['language_info.file_extension', metadata.language_info?.file_extension, '.ts'],
    ['language_info.codemirror_mode', metadata.language_info?.codemirror_mode, 'typescript'],
  ]
  return expected.flatMap(([field, given, wanted]) =>
    given === wanted ? [] : [`${field} is ${JSON.stringify(given)}, not ${JSON.stringify(wanted)}`],
  )
}

function idProblems(cells: readonly Cell[]): string[] {
  const seen = new Set<string>()
  return cells.flatMap(({ id }, i) => {
    if (id === undefined || !/^[\w-]{1,64}$/.test(id)) return [`cell ${i + 1} has no valid id`]
    if (seen.has(id)) return [`cell ${i + 1} has the id of another cell`]
    seen.add(id)
    return []
  })
}

/** As if run once from top to bottom. */
function countProblems(cells: readonly Cell[]): string[] {
  let count = 0
  return cells.flatMap((cell, i) => {
    if (cell.cell_type !== 'code') return []
    const expected = isExecuted(cell) ? ++count : null
    if (cell.execution_count === expected) return []
    return [`cell ${i + 1} has the execution count ${cell.execution_count}, not ${expected}`]
  })
}

function codeProblems(cell: CodeCell): string[] {
  const lines = joinText(cell.source).split('\n').length
  const isLong = lines > longestCell && !cell.metadata.notegrad?.long
  const problems = isLong ? [`${lines} lines, where ${longestCell} are the most`] : []
  return [...problems, ...cell.outputs.flatMap(outputProblems)]
}

function outputProblems(output: Output): string[] {
  const shown = 'data' in output ? readable(output.data) : { ...output }
  const text = strings(shown).join('\n')
  const [found] = text.match(machine) ?? []
  const problems = found ? [`an output names a machine: ${excerpt(text, found)}`] : []
  return 'data' in output ? [...problems, ...chartProblems(output.data)] : problems
}

/** What can be read: pictures in base64 are left out. */
function readable(data: MimeBundle): MimeBundle {
  const entries = Object.entries(data).filter(([mime]) => !/^image\/(?!svg)/.test(mime))
  return Object.fromEntries(entries)
}

/** Every text in a value. */
function strings(value: Json): string[] {
  if (typeof value === 'string') return value.startsWith('data:') ? [] : [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(strings)
}

function excerpt(text: string, found: string): string {
  const start = text.indexOf(found)
  return text.slice(Math.max(0, start - 20), start + 40)
}

function chartProblems(data: MimeBundle): string[] {
  if (!(vegaLite in data)) return []
  const problems = chartFaults(data[vegaLite])
  if ('text/html' in data) problems.push('a chart has text/html, which JupyterLab would show')
  if (!hasMarks(joinText((data['image/svg+xml'] ?? '') as Text)))
    // text, by its mime type
    problems.push('a chart has no SVG with marks')
  if (!joinText((data['text/plain'] ?? '') as Text).trim())
    problems.push('a chart has no sentence that says what it shows')
  return problems
}
