import { join } from 'node:path'
import type { Language } from '../words/index.js'
import { type CourseNotebook, readCourse } from './course.js'

/** A notebook's number and title, as in `03 Activation functions`, by the name of its file. */
export type TitleOf = (notebook: string) => string

/** The English notebooks have both titles: `# Activation functions · 激活函数`. */
export function titles(root: string, language: Language): TitleOf {
  const course = readCourse(join(root, 'notebooks/en'))
  const known = new Map(course.map((notebook) => [notebook.name, titleOf(notebook, language)]))
  return (notebook) => {
    const title = known.get(notebook)
    if (title === undefined) throw new Error(`notebooks/en has no ${notebook}.ipynb`)
    return title
  }
}

function titleOf({ name, cells }: CourseNotebook, language: Language): string {
  const [heading] = cells[0].source.join('').replace(/^# /, '').split('\n')
  const [english, chinese = english] = heading.split(' · ')
  const [number] = /\d+/.exec(name) ?? ['']
  return `${number} ${language === 'en' ? english : chinese}`
}
