import { statSync } from 'node:fs'
import type * as ts from 'typescript'
import type { TypeScript } from './typescript.js'

/** A parsed file with what it was made from: its text, or its size and time. */
export interface Kept {
  file: ts.SourceFile
  made: string
  /** The build in which it was last compared with the disk. */
  build: number
}

/** By path. */
export type KeptFiles = Map<string, Kept>

/**
 * Parsed files, kept from cell to cell. The reader's own sources are read again for each cell;
 * packages and declarations when their size or time changes; the standard library and Node's types
 * never.
 */
export class SourceFiles {
  private build = 0

  constructor(
    private readonly ts: TypeScript,
    private readonly readFile: (path: string) => string | undefined,
    /** What is known from the start. */
    private readonly kept: KeptFiles,
  ) {}

  /** What was read in earlier builds is compared with the disk again. */
  beginBuild(): void {
    this.build++
  }

  forget(path: string): void {
    this.kept.delete(path)
  }

  forgetAll(isMeant: (path: string) => boolean): void {
    for (const path of [...this.kept.keys()].filter(isMeant)) this.forget(path)
  }

  get(
    path: string,
    options: ts.CreateSourceFileOptions | ts.ScriptTarget,
  ): ts.SourceFile | undefined {
    const known = this.kept.get(path)
    if (known && (isLasting(path) || known.build === this.build)) return known.file
    const stamp = isLocalSource(path) ? undefined : stampOf(path)
    if (known && stamp !== undefined && known.made === stamp) return this.again(known)
    const text = this.readFile(path)
    if (text === undefined) return undefined
    const made = stamp ?? text
    if (known && known.made === made) return this.again(known)
    const file = this.ts.createSourceFile(path, text, options, isLocalSource(path))
    this.kept.set(path, { file, made, build: this.build })
    return file
  }

  private again(known: Kept): ts.SourceFile {
    known.build = this.build
    return known.file
  }
}

/** Whether a file is the reader's own source: it may change from one cell to the next. */
export function isLocalSource(path: string): boolean {
  return !path.includes('/node_modules/') && !/\.d\.[cm]?ts$/.test(path)
}

/** Whether a file belongs to a package of types that comes with the kernel. */
export function isLasting(path: string): boolean {
  return /\/node_modules\/(typescript|@types\/node|undici-types)\//.test(path)
}

function stampOf(path: string): string | undefined {
  const stats = statSync(path, { throwIfNoEntry: false })
  return stats && `${stats.size}:${stats.mtimeMs}`
}
