/**
 * # Exercises
 *
 * A notebook's task and the checker of its answer. A checker never looks at code: it lets the
 * answer compute, observes the results, and compares them with those of a right answer.
 * Mistakes that many readers make are answers, too; who computes what a mistake computes is
 * told why it is wrong.
 */
import { difference } from './difference.js'
import type { Observation, Told } from './observation.js'
import { Verdict } from './Verdict.js'

/** A wrong answer, and why it is wrong. */
export interface Mistake<Answer> extends Told {
  readonly answer: Answer
}

export interface ExerciseDeclaration<Answer> {
  /** Lets the answer compute, on inputs that tell every mistake from a right answer. */
  observe(answer: Answer): Observation
  readonly right: Answer
  /** By name; at least five. */
  readonly mistakes: Readonly<Record<string, Mistake<Answer>>>
  /**
   * What stands in the notebook at first, where that computes: a listing that is to be repaired.
   */
  readonly printed?: Answer
  /** Relative to the right result, or absolute where that is below 1 (1e-9). */
  readonly tolerance?: number
}

export class Exercise<Answer> {
  readonly mistakes: Readonly<Record<string, Mistake<Answer>>>
  readonly right: Answer
  readonly printed: Answer | undefined
  readonly #declaration: ExerciseDeclaration<Answer>

  constructor(declaration: ExerciseDeclaration<Answer>) {
    this.#declaration = declaration
    this.mistakes = declaration.mistakes
    this.right = declaration.right
    this.printed = declaration.printed
  }

  /** Says whether an answer is right, and if not, why. It never throws for a wrong answer. */
  check(answer: Answer | undefined): Verdict {
    if (answer === undefined) return Verdict.open()
    const { tolerance = 1e-9 } = this.#declaration
    const { printed, right, mistakes } = this
    const given = this.#observe(answer)
    if (Object.values(given).some(isOpen)) return Verdict.open()
    const differs = (other: Answer) => difference(given, this.#observe(other), tolerance)
    const found = differs(right)
    if (found === undefined) return Verdict.right()
    if (printed !== undefined && differs(printed) === undefined) return Verdict.open()
    for (const [name, mistake] of Object.entries(mistakes)) {
      if (differs(mistake.answer) === undefined) return Verdict.wrong(name, mistake)
    }
    return Verdict.wrong('different', found)
  }

  #observe(answer: Answer): Observation {
    try {
      return this.#declaration.observe(answer)
    } catch (error) {
      return { error: error instanceof Error ? error.message.split('\n')[0] : String(error) }
    }
  }
}

/** Answers are the reader's: an observation may hold what its type does not know. */
function isOpen(observed: unknown): boolean {
  return observed === undefined || (Array.isArray(observed) && observed.some(isOpen))
}
