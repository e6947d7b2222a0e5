/** Types of messages.mjs; the comments are there. */
export type Language = 'en' | 'zh'
export type Values = Readonly<Record<string, string | number>>

export declare const language: Language
export declare function languageOf(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Language
export declare function say(name: string, values?: Values): string
export declare function messageIn(language: Language, name: string, values?: Values): string
