import { lint } from 'markdownlint/sync'

/** What a rule would forbid here has its reason beside it. */
const config = {
  default: true,
  MD010: false, // the notes' Python has tabs,
  MD012: false, // and two blank lines between classes
  MD013: false, // lines: the text of cells is wrapped by hand, tables are not
  MD024: { siblings_only: true },
  MD028: false, // boxes of two cells are no quotation with a gap
  MD033: { allowed_elements: ['details', 'summary', 'kbd', 'br', 'sub', 'sup'] },
  MD036: false, // a bold line is no heading where it opens an exercise
  MD040: false, // pictures made of letters have no language
  MD041: false, // a cell begins anywhere
  MD060: false, // tables are written by hand and by programs
}

/** Faults of Markdown, a line for each. */
export function markdownFaults(name: string, text: string): string[] {
  const { [name]: faults = [] } = lint({ strings: { [name]: text }, config })
  return faults.map(({ lineNumber, ruleNames, ruleDescription, errorDetail }) => {
    const detail = errorDetail ? `: ${errorDetail}` : ''
    return `${name}:${lineNumber} ${ruleNames[0]} ${ruleDescription}${detail}`
  })
}
