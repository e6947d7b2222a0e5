/**
 * How Chinese is set: full-width marks, a space beside Latin letters, no italics,
 * one line a paragraph.
 */
import type { Node } from 'mdast'
import remarkGfm from 'remark-gfm'
import remarkMath from 'remark-math'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { visit } from 'unist-util-visit'
import { run } from 'zhlint'

const rules = {
  noSinglePair: true,
  halfwidthPunctuation: '[]{}',
  fullwidthPunctuation: '，。：；？！“”‘’（）',
  adjustedFullwidthPunctuation: '',
  unifiedPunctuation: 'simplified',
  spaceBetweenHalfwidthContent: true,
  noSpaceBetweenFullwidthContent: true,
  spaceBetweenMixedwidthContent: true,
  noSpaceBeforePauseOrStop: true,
  spaceAfterHalfwidthPauseOrStop: true,
  noSpaceAfterFullwidthPauseOrStop: true,
  noSpaceOutsideFullwidthQuotation: true,
  noSpaceInsideQuotation: true,
  noSpaceOutsideFullwidthBracket: true,
  noSpaceInsideBracket: true,
  spaceOutsideCode: true,
  noSpaceInsideHyperMark: true,
  trimSpace: true,
  skipPureWestern: true,
} as const

/** What is wrong in a Markdown text in Chinese, a line for each fault. */
export function chineseFaults(markdown: string): string[] {
  return [...punctuationFaults(markdown), ...wordFaults(markdown), ...markupFaults(markdown)]
}

function punctuationFaults(markdown: string): string[] {
  const text = lintable(markdown)
  const right = run(text, { rules }).result.split('\n')
  return text
    .split('\n')
    .flatMap((line, i) => (line === right[i] ? [] : [`“${line}” should be “${right[i]}”`]))
}

/** What zhlint does not know: formulas are letters, keys are code, cells of tables paragraphs. */
function lintable(markdown: string): string {
  return markdown
    .replaceAll(/```[\s\S]*?```/g, '')
    .replaceAll(/^\$\$[\s\S]*?\$\$$/gm, '')
    .replaceAll(/\$\$[\s\S]*?\$\$|\$[^$]*\$/g, 'x')
    .replaceAll(/<kbd>(.*?)<\/kbd>/g, '`$1`')
    .replaceAll(/<[^>]*>/g, '\n')
    .replaceAll(/^\*\*\d+\.\*\* /gm, '') // the number of an exercise
    .replaceAll(/^\*\*\d+\. /gm, '**') // of an exercise with a name
    .replaceAll(/\([\d., −]+\)/g, 'x') // a point, or a shape
    .replaceAll(/^\|[-|: ]*\|$/gm, '')
    .replaceAll(/^\|.*\|$/gm, (row) => `\n${row.slice(1, -1).replaceAll(/(?<!\\)\|/g, '\n\n')}\n`)
    .replaceAll(/(?<=[。，：；？）”]\*\*) (?=\S)/g, '') // without it Markdown sees no end of the bold
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
}

const unwanted: readonly [RegExp, string][] = [
  [/！/, 'no exclamation marks'],
  [/您/, 'the reader is 你'],
  [/\.{3}|。。/, 'an ellipsis is ……'],
  [/(?<=\p{Script=Han})—(?!—)|(?<!—)—(?=\p{Script=Han})/u, 'a dash is ——'],
  [/的的|了了|是是|在在|和和/, 'a word twice'],
]

function wordFaults(markdown: string): string[] {
  const text = lintable(markdown).replaceAll(/`[^`]*`/g, '`')
  return unwanted.flatMap(([pattern, right]) => {
    const found = pattern.exec(text)
    return found
      ? [`${right}: “${text.slice(Math.max(0, found.index - 12), found.index + 12)}”`]
      : []
  })
}

const hasHan = /\p{Script=Han}/u

function markupFaults(markdown: string): string[] {
  const faults: string[] = []
  const tree: Node = unified().use(remarkParse).use(remarkGfm).use(remarkMath).parse(markdown)
  visit(tree, (node) => {
    const text = textOf(node)
    if (node.type === 'emphasis' && hasHan.test(text)) faults.push(`Chinese in italics: ${text}`)
    if (node.type !== 'text') return
    if (text.includes('**'))
      faults.push(`marks of bold that are none, for want of a space: ${text}`)
    if (text.includes('\n') && hasHan.test(text))
      faults.push(`a line break inside a paragraph, which shows as a space: ${text}`)
  })
  return faults
}

function textOf(node: Node): string {
  if ('value' in node) return String(node.value)
  return 'children' in node ? (node.children as Node[]).map(textOf).join('') : ''
}
