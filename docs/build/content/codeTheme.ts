import type { ThemeRegistrationRaw } from 'shiki'

/**
 * What is coloured in code, and how little: words of the language, texts, numbers and other
 * constants, names that are called or declared, types. All else has the colour of the text.
 * A token's colour is a CSS variable, which the site's style sets for light and dark.
 */
const scopes: Record<string, string[]> = {
  comment: ['comment', 'punctuation.definition.comment'],
  keyword: ['keyword', 'storage', 'variable.language', 'keyword.operator.new'],
  plain: ['keyword.operator', 'storage.type.function.arrow', 'punctuation'],
  string: ['string', 'punctuation.definition.string', 'markup.inline.raw'],
  constant: ['constant', 'support.constant', 'constant.language', 'variable.parameter.option'],
  function: ['entity.name.function', 'support.function', 'meta.function-call.generic'],
  type: ['entity.name.type', 'support.type', 'support.class', 'entity.name.tag'],
}

const text = 'var(--token-plain)'

export const codeTheme: ThemeRegistrationRaw = {
  name: 'notegrad',
  type: 'light',
  colors: { 'editor.foreground': text, 'editor.background': 'transparent' },
  settings: [
    { settings: { foreground: text } },
    ...Object.entries(scopes).map(([token, scope]) => ({
      scope,
      settings: { foreground: `var(--token-${token})` },
    })),
    // What is set into a template text is code again.
    { scope: ['meta.template.expression', 'meta.embedded'], settings: { foreground: text } },
  ],
}
