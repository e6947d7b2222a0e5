/** Folders and stand-in programs for the tests of the set-up. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'

/** An empty folder, with a space and letters beyond ASCII in its name. */
export function emptyFolder(): string {
  return mkdtempSync(join(tmpdir(), 'notegrad größe 数 '))
}

/** Runs `work` with an empty folder that is removed afterwards. */
export async function inEmptyFolder<T>(work: (folder: string) => T | Promise<T>): Promise<T> {
  const folder = emptyFolder()
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Writes a shell script that can be called as `name` when `folder` is on the PATH. */
export function standIn(folder: string, name: string, script: string): string {
  const file = join(folder, name)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `#!/bin/sh\n${script}\n`)
  chmodSync(file, 0o755)
  return file
}

/** Runs `work` with environment variables set, or removed by `undefined`. */
export async function withVariables<T>(
  variables: Record<string, string | undefined>,
  work: () => Promise<T>,
): Promise<T> {
  const before = Object.keys(variables).map((name) => [name, process.env[name]] as const)
  const set = (entries: Iterable<readonly [string, string | undefined]>) => {
    for (const [name, value] of entries) {
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
    }
  }
  set(Object.entries(variables))
  try {
    return await work()
  } finally {
    set(before)
  }
}

/** The PATH with `folder` searched first. */
export function pathWith(folder: string): string {
  return `${folder}${delimiter}${process.env.PATH}`
}
