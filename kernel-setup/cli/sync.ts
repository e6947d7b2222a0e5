import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Command } from 'commander'
import { packageRoot } from '../client/kernelSpec.js'
import { lineDifference } from '../notebook/compareText.js'
import { earlierSource } from '../notebook/earlierSource.js'
import { formatNotebook } from '../notebook/formatNotebook.js'
import { joinText, type Notebook } from '../notebook/nbformat.js'
import { NotebookError, readNotebook } from '../notebook/readNotebook.js'
import { replaceFile } from '../notebook/replaceFile.js'
import { type StaleCell, syncNotebook } from '../notebook/syncNotebook.js'
import { exitCode } from './exitCode.js'

interface SyncCommand {
  readonly check?: boolean
  readonly accept?: readonly string[]
}

/** `notegrad sync`: the code of notebooks/en in notebooks/zh, and what is left to translate. */
export function registerSync(program: Command): void {
  program
    .command('sync')
    .summary('carry the code of notebooks/en to notebooks/zh')
    .description(
      'Carries code cells, their outputs and the order of cells from notebooks/en to ' +
        'notebooks/zh. Translated text stays; new text gets a placeholder. Tells which cells ' +
        'are not translated, which are older than their English, and which the English does ' +
        'not have (they go).\nExit code 0, with --check 1 when anything is open, 2 when there ' +
        'is no such notebook or cell.',
    )
    .argument('[notebook...]', 'names or numbers, such as 03 (default: those accepted, or all)')
    .option('--check', 'write nothing; fail unless every notebook is complete and current')
    .option(
      '--accept <cell>',
      'the translation fits the changed English: 03#relu-text, or 03 for all of it',
      (cell: string, others: readonly string[] = []) => [...others, cell],
    )
    .action(async (names: string[], options: SyncCommand) => {
      process.exitCode = await syncFolder(join(packageRoot(), 'notebooks'), names, options)
    })
}

/** @returns the exit code */
export async function syncFolder(
  folder: string,
  names: readonly string[],
  { check = false, accept = [] }: SyncCommand,
): Promise<number> {
  const accepted = accept.map((text) => acceptedCells(text, folder))
  const named = [...names.map((name) => fileOf(name, folder)), ...accepted.map(({ file }) => file)]
  const chosen = named.length > 0 ? [...new Set(named)] : filesIn(folder, 'en')
  let open = 0
  for (const file of chosen) {
    const here = accepted.filter((one) => one.file === file)
    const lines = await syncFile(folder, file, { check, accepted: here.map(({ id }) => id) })
    open += lines.length
    process.stdout.write(lines.map((line) => `${line}\n`).join(''))
  }
  const strange = named.length > 0 ? [] : superfluousFiles(folder)
  for (const file of strange)
    process.stdout.write(`zh/${file}: notebooks/en has no such notebook\n`)
  open += strange.length
  const count = `${chosen.length} notebook${chosen.length === 1 ? '' : 's'}`
  process.stdout.write(`${count}, ${open === 0 ? 'nothing' : open} open\n`)
  return check && open > 0 ? exitCode.failed : exitCode.good
}

function filesIn(folder: string, language: string): string[] {
  const path = join(folder, language)
  const names = existsSync(path) ? readdirSync(path).sort() : []
  return names.filter((name) => /^(?!.*\.mine-\d+\.).*\.ipynb$/.test(name))
}

function superfluousFiles(folder: string): string[] {
  const english = filesIn(folder, 'en')
  return filesIn(folder, 'zh').filter((file) => !english.includes(file))
}

/** @throws NotebookError when there is not one notebook of that name or number. */
function fileOf(name: string, folder: string): string {
  const stem = basename(name, '.ipynb')
  const all = filesIn(folder, 'en')
  const fits = all.filter((file) => file === `${stem}.ipynb` || file.startsWith(`${stem}-`))
  if (fits.length === 1) return fits[0]
  throw new NotebookError(name, 'no notebook in notebooks/en; name one as 03 or 03-layers')
}

function acceptedCells(text: string, folder: string): { file: string; id?: string } {
  const [name, id] = text.split('#')
  return { file: fileOf(name, folder), id }
}

interface SyncFile {
  readonly check: boolean
  /** Ids of cells; undefined stands for all. */
  readonly accepted: readonly (string | undefined)[]
}

/**
 * @returns a line for whatever is open
 * @throws NotebookError for an accepted cell that the English does not have
 */
async function syncFile(folder: string, file: string, options: SyncFile): Promise<string[]> {
  const english = join(folder, 'en', file)
  const path = join(folder, 'zh', file)
  const before = existsSync(path) ? await readNotebook(path) : undefined
  const source = (await readNotebook(english)).notebook
  const name = basename(file, '.ipynb')
  const ids = [undefined, ...source.cells.map(({ id }) => id)]
  const unknown = options.accepted.find((id) => !ids.includes(id))
  if (unknown) throw new NotebookError(`${name}#${unknown}`, 'the English has no such cell')
  const isAccepted = (id: string) => [id, undefined].some((one) => options.accepted.includes(one))
  const { notebook, report } = syncNotebook(source, before?.notebook, isAccepted)
  const text = formatNotebook(notebook)
  const changed = text !== before?.text
  if (changed && !options.check) {
    mkdirSync(join(folder, 'zh'), { recursive: true })
    await replaceFile(path, text)
  }
  const differs = options.check && changed ? [`${name}: not as sync would write it; run it`] : []
  return [
    ...differs,
    ...report.superfluous.map((id) => `${name}#${id}: superfluous, the English has no such cell`),
    ...report.untranslated.map((id) => `${name}#${id}: not translated`),
    ...report.stale.map((cell) => `${name}#${cell.id}: ${staleness(english, source, cell)}`),
  ]
}

/** How the English changed since it was translated. */
function staleness(path: string, english: Notebook, { id, translates }: StaleCell): string {
  const now = joinText(english.cells.find((cell) => cell.id === id)?.source ?? '').split('\n')
  const before = earlierSource(path, translates)?.split('\n')
  const told = before ? lineDifference(before, now) : 'what it was made from is in no commit'
  return `older than its English: ${told}`.replaceAll('\n', '\n    ')
}
