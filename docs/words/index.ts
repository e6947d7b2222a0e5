/** What the site says in its own voice: a table of words for each language. */
import { en } from './en.js'
import { zh } from './zh.js'

/** The languages of the course; each has a folder of notebooks. */
export const languages = ['en', 'zh'] as const
export type Language = (typeof languages)[number]

/** As HTML names them. */
export const htmlLang: Readonly<Record<Language, string>> = { en: 'en', zh: 'zh-Hans' }

/** Every language has exactly the words of English. */
export type Words = { readonly [name in keyof typeof en]: string }

export const words: Readonly<Record<Language, Words>> = { en, zh }

/** The language of a path or an address: that of its folder, `en` where none is named. */
export function languageOf(path: string): Language {
  return languages.find((language) => path.startsWith(`${language}/`)) ?? 'en'
}
