import { fileURLToPath } from 'node:url'
import type { ScriptMaps } from './ScriptMaps.js'

/**
 * Makes every `error.stack` speak of cells: places are those that the author wrote
 * (`Cell[3]:2:5`), and frames of the kernel and of Node's own modules are left out.
 */
export function mapStackTraces(maps: ScriptMaps, kernelFolder: string): void {
  Error.prepareStackTrace = (error, sites) => {
    const frames = sites
      .filter((site) => isAuthors(site, kernelFolder) && !isHead(site, maps))
      .map((site) => `\n    at ${describe(site, maps)}`)
    return `${headline(error)}${frames.join('')}`
  }
}

/** As Node's: also for objects that are no errors. */
function headline(error: Error): string {
  try {
    return Error.prototype.toString.call(error)
  } catch {
    return 'Error'
  }
}

function isAuthors(site: NodeJS.CallSite, kernelFolder: string): boolean {
  const file = site.getFileName() ?? ''
  const path = file.startsWith('file:') ? fileURLToPath(file) : file
  return !path.startsWith('node:') && !path.startsWith(kernelFolder)
}

/** The line that the kernel puts before a cell has no number. */
function isHead(site: NodeJS.CallSite, maps: ScriptMaps): boolean {
  return !site.getLineNumber() && maps.has(site.getFileName() ?? '')
}

function describe(site: NodeJS.CallSite, maps: ScriptMaps): string {
  const text = site.isEval() ? mapEval(String(site), maps) : String(site)
  const script = site.getFileName()
  const [line, column] = [site.getLineNumber(), site.getColumnNumber()]
  const place = script && line && column ? maps.locate(script, line, column) : undefined
  if (!place) return text
  const mapped = text.replace(`${script}:${line}:${column}`, () => {
    return `${place.name}:${place.line}:${place.column}`
  })
  // the function that holds a cell has no name; a call with no name is the cell itself
  return mapped.replace(/^async (?=Cell\[)/, '')
}

/** A frame in `eval` tells, between the innermost parentheses, where that was called. */
function mapEval(text: string, maps: ScriptMaps): string {
  return text.replace(/\(([^()]+):(\d+):(\d+)\)/, (whole, script, line, column) => {
    const place = maps.locate(script, Number(line), Number(column))
    return place ? `(${place.name}:${place.line}:${place.column})` : whole
  })
}
