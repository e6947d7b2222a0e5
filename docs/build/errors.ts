/** What is wrong with a source of the site, in three parts; the command prints it as one line. */
export class SiteError extends Error {
  constructor({ where, expected, given, mend }: Fault) {
    super(`${where}: expected ${expected}; given ${given}; ${mend}`)
    this.name = 'SiteError'
  }
}

export interface Fault {
  /** File, and cell where there is one. */
  where: string
  expected: string
  given: string
  mend: string
}
