/** What was expected, what was given, and how to mend it: the three parts of every error. */
export interface ErrorParts {
  /** The function that was called, as the reader wrote it: 'math.add', 'Affine.forward'. */
  readonly where: string
  /** What would have been right. */
  readonly expected: string
  /** What was there instead. */
  readonly given: string
  /** What to write, as code where possible. */
  readonly mend: string
}

/** A RangeError, as mathjs's own errors about sizes and indices are. */
class ExplainedError extends RangeError implements ErrorParts {
  readonly where: string
  readonly expected: string
  readonly given: string
  readonly mend: string

  constructor({ where, expected, given, mend }: ErrorParts) {
    super(`${where}\n  expected: ${expected}\n  given:    ${given}\n  to mend:  ${mend}`)
    this.where = where
    this.expected = expected
    this.given = given
    this.mend = mend
  }
}

/** Sizes, ranks or axes that do not fit together. */
export class ShapeError extends ExplainedError {
  /** By which it is told from other errors. */
  override readonly name = 'ShapeError'
}

/** A parameter outside the values that a function is defined for. */
export class DomainError extends ExplainedError {
  /** By which it is told from other errors. */
  override readonly name = 'DomainError'
}
