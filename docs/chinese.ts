/** A run of Chinese: Han characters with the punctuation between them. */
const chinese =
  /([\p{Script=Han}](?:[\p{Script=Han}\u3000-\u303f\uff00-\uffef·]*[\p{Script=Han}])?)/u

export function hasChinese(text: string): boolean {
  return chinese.test(text)
}

/** Pieces of a text: at odd places what is Chinese, at even ones, perhaps empty, what is not. */
export function splitChinese(text: string): string[] {
  return text.split(chinese)
}
