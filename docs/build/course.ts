/**
 * The notebooks of the course as they lie in a folder, for pages that are made from their cells.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isCourse } from './sources.js'

export interface CourseNotebook {
  /** As in `03-activation-functions`. */
  readonly name: string
  readonly cells: readonly CourseCell[]
}

interface CourseCell {
  readonly cell_type: string
  readonly id: string
  /** Lines, each with its end. */
  readonly source: readonly string[]
  readonly metadata: { readonly tags?: readonly string[] }
}

/** In the order of their numbers. */
export function readCourse(folder: string): CourseNotebook[] {
  const files = readdirSync(folder).filter(isCourse).sort()
  return files.map((file) => {
    // nbformat, tested elsewhere
    const { cells } = JSON.parse(readFileSync(join(folder, file), 'utf8'))
    return { name: file.replace(/\.ipynb$/, ''), cells }
  })
}
