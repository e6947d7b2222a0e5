import { htmlLang, languages, words } from '../words/index.js'

const { lang } = document.documentElement

/** The page's. */
export const language = languages.find((one) => htmlLang[one] === lang) ?? 'en'

export const say = words[language]
