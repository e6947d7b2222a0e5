import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Language } from '../words/index.js'

/** A notebook's number and title, as in `03 Activation functions`, by the name of its file. */
export type TitleOf = (notebook: string) => string

/** The English notebooks have both titles: `# Activation functions · 激活函数`. */
export function titles(root: string, language: Language): TitleOf {
  const known = new Map<string, string>()
  return (notebook) => {
    const title = known.get(notebook) ?? readTitle(join(root, 'notebooks/en', notebook), language)
    known.set(notebook, title)
    return title
  }
}

function readTitle(path: string, language: Language): string {
  const { cells } = JSON.parse(readFileSync(`${path}.ipynb`, 'utf8')) // tested elsewhere
  const [heading] = (cells[0].source as string[]).join('').replace(/^# /, '').split('\n')
  const [english, chinese = english] = heading.split(' · ')
  const [number] = /\d+/.exec(path.replace(/^.*[\\/]/, '')) ?? ['']
  return `${number} ${language === 'en' ? english : chinese}`
}
