import { readFile } from 'node:fs/promises'
import type { Notebook } from './nbformat.js'
import { nbformatProblems } from './validate.js'

/** A file that cannot be taken as a TypeScript notebook; the message is one line. */
export class NotebookError extends Error {
  override name = 'NotebookError'

  constructor(path: string, problem: string) {
    super(`${path}: ${problem}`)
  }
}

export interface NotebookFile {
  path: string
  /** The file's content, to notice when somebody else changes it. */
  text: string
  notebook: Notebook
}

/**
 * A TypeScript notebook of nbformat 4.
 *
 * @throws NotebookError for a missing file, one that is no notebook, another version of the format,
 * and another language.
 */
export async function readNotebook(path: string): Promise<NotebookFile> {
  const text = await readText(path)
  return { path, text, notebook: parseNotebook(text, path) }
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    throw new NotebookError(path, readProblem(error))
  }
}

/** Why a file could not be read, and how to mend it. */
export function readProblem(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException // what node:fs throws
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'there is no such file'
  if (code === 'EISDIR') return 'it is a folder; name a notebook in it'
  if (code === 'EACCES' || code === 'EPERM') return 'it may not be read; change its permissions'
  return message
}

/** As `readNotebook`, for text that was read from `path`. */
export function parseNotebook(text: string, path: string): Notebook {
  const value = parseJson(text, path)
  const version = (value as { nbformat?: unknown } | null)?.nbformat
  if (typeof version === 'number' && version !== 4) {
    const mend = 'open it in JupyterLab and save it, which converts it'
    throw new NotebookError(path, `nbformat ${version}, but notegrad reads nbformat 4: ${mend}`)
  }
  const [problem] = version === 4 ? nbformatProblems(value) : ['it has no nbformat']
  if (problem) throw new NotebookError(path, `not a notebook: ${problem}`)
  const notebook = value as Notebook // every field that is used has just been checked
  checkLanguage(notebook, path)
  return notebook
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    // the engine's message goes on with a piece of the file, cut anywhere
    const [reason] = (error as SyntaxError).message.split(/[\n,]/)
    throw new NotebookError(path, `not a notebook: it is not JSON (${reason})`)
  }
}

function checkLanguage({ metadata }: Notebook, path: string): void {
  const { kernelspec, language_info } = metadata
  const names: unknown[] = [language_info?.name, kernelspec?.language] // metadata are not validated
  const language = names.find((name) => typeof name === 'string')
  if (language?.toLowerCase() === 'typescript') return
  const given = language ? `a notebook for ${language}` : 'a notebook that names no language'
  const mend = 'in JupyterLab choose the kernel "TypeScript (notegrad)" and save it'
  throw new NotebookError(path, `${given}, but notegrad runs TypeScript: ${mend}`)
}
