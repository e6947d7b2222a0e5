import { readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const frame = /^ {4}at /

export function isFrame(line: string): boolean {
  return frame.test(line)
}

/**
 * A stack frame without what differs from machine to machine: a package's code is told by the
 * package's name, a file beside the notebook by its relative path.
 */
export function shortenFrame(line: string): string {
  const place = /(file:\/\/[^\s()]+|\/[^\s():]+):(\d+):(\d+)/.exec(line)
  if (!place) return line
  const [whole, location, row, column] = place
  const path = location.startsWith('file:') ? fileURLToPath(location) : location
  const name = packageOf(path)
  const short = name ?? `${relative(process.cwd(), path)}:${row}:${column}`
  return line.replace(whole, () => short)
}

/** The package that a file belongs to; undefined for files of the notebook's own package. */
function packageOf(path: string): string | undefined {
  const folder = dirname(path)
  if (path.startsWith(`${process.cwd()}/`) && !path.includes('/node_modules/')) return undefined
  return nameOfPackage(folder)
}

const names = new Map<string, string | undefined>()

function nameOfPackage(folder: string): string | undefined {
  if (names.has(folder)) return names.get(folder)
  const parent = dirname(folder)
  const name = nameIn(folder) ?? (parent === folder ? undefined : nameOfPackage(parent))
  names.set(folder, name)
  return name
}

function nameIn(folder: string): string | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).name
  } catch {
    return undefined
  }
}
