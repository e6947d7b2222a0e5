/**
 * The rules of nbformat 4 that a program may rely on.
 * Source: nbformat's nbformat.v4.5.schema.json.
 */

type Fields = Record<string, unknown>

/** What is wrong with a value that should be a notebook of nbformat 4: a line for each fault. */
export function nbformatProblems(value: unknown): string[] {
  if (!isFields(value)) return ['it is not a JSON object']
  if (!Array.isArray(value.cells)) return ['it has no list of cells']
  const problems = isFields(value.metadata) ? [] : ['it has no metadata']
  const cells = value.cells.flatMap((cell, i) => cellProblems(cell).map(at(`cell ${i + 1}`)))
  return [...problems, ...cells]
}

function cellProblems(cell: unknown): string[] {
  if (!isFields(cell)) return ['it is not an object']
  const problems: string[] = []
  if (!isFields(cell.metadata)) problems.push('it has no metadata')
  else if (cell.metadata.tags !== undefined && !isText(cell.metadata.tags))
    problems.push('its tags are not a list of strings')
  if (!isText(cell.source)) problems.push('its source is not text')
  if (cell.cell_type === 'code') return [...problems, ...codeCellProblems(cell)]
  if (cell.cell_type === 'markdown' || cell.cell_type === 'raw') {
    const foreign = ['outputs', 'execution_count'].filter((field) => field in cell)
    return [...problems, ...foreign.map((field) => `a ${cell.cell_type} cell has no ${field}`)]
  }
  return [...problems, `it has the unknown type ${JSON.stringify(cell.cell_type)}`]
}

function codeCellProblems({ outputs, execution_count }: Fields): string[] {
  const count = isCount(execution_count) ? [] : ['its execution_count is not a number or null']
  if (!Array.isArray(outputs)) return [...count, 'it has no list of outputs']
  return [
    ...count,
    ...outputs.flatMap((output, i) => outputProblems(output).map(at(`output ${i + 1}`))),
  ]
}

function outputProblems(output: unknown): string[] {
  if (!isFields(output)) return ['it is not an object']
  const { output_type: type, name, text, data, metadata, ename, evalue, traceback } = output
  switch (type) {
    case 'stream':
      return typeof name === 'string' && isText(text) ? [] : ['a stream needs a name and text']
    case 'error': {
      const complete = typeof ename === 'string' && typeof evalue === 'string' && isText(traceback)
      return complete ? [] : ['an error needs ename, evalue and traceback']
    }
    case 'execute_result':
    case 'display_data':
      if (!isFields(data) || !isFields(metadata)) return [`a ${type} needs data and metadata`]
      if (type === 'execute_result' && !isCount(output.execution_count))
        return ['its execution_count is not a number or null']
      return Object.keys(data).flatMap((mime) => mimeProblems(mime, data[mime]))
    default:
      return [`it has the unknown type ${JSON.stringify(type)}`]
  }
}

function mimeProblems(mime: string, content: unknown): string[] {
  const isJson = mime === 'application/json' || /^application\/.*\+json$/.test(mime)
  return isJson || isText(content) ? [] : [`its ${mime} is not text`]
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isText(value: unknown): boolean {
  if (Array.isArray(value)) return value.every((line) => typeof line === 'string')
  return typeof value === 'string'
}

function isCount(value: unknown): boolean {
  return value === null || (Number.isInteger(value) && Number(value) >= 0)
}

function at(place: string): (problem: string) => string {
  return (problem) => `${place}: ${problem}`
}
