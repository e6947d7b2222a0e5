/**
 * What the start and `doctor` say, in the reader's language.
 *
 * Plain JavaScript: the bootstrap uses it before anything is installed or built.
 */
import { en } from './messages/en.mjs'
import { zh } from './messages/zh.mjs'

const tables = { en, zh }

/** `--lang`, else the language of the system; English, unless that is Chinese. */
export function languageOf(args, env) {
  const at = args.findIndex((word) => word === '--lang' || word.startsWith('--lang='))
  const asked = at < 0 ? undefined : (args[at].split('=')[1] ?? args[at + 1])
  if (asked !== undefined) return asked === 'zh' ? 'zh' : 'en'
  const named = env.LC_ALL || env.LC_MESSAGES || env.LANG
  const locale = named || Intl.DateTimeFormat().resolvedOptions().locale
  return /^zh([-_.]|$)/i.test(locale) ? 'zh' : 'en'
}

export const language = languageOf(process.argv.slice(2), process.env)

/** The message of that name, with `{values}` put in. */
export function say(name, values = {}) {
  return messageIn(language, name, values)
}

export function messageIn(lang, name, values = {}) {
  const message = tables[lang][name]
  if (message === undefined) throw new Error(`notegrad: there is no message ${name}`)
  return message.replaceAll(/\{(\w+)\}/g, (_, key) => String(values[key]))
}
