import assert from 'node:assert/strict'
import { Exercise } from '../../src/exercises/Exercise.js'

/** Answers as readers write them, other than those that the checker itself knows. */
export interface Answers<Answer> {
  readonly right: readonly Answer[]
  /** By the name of the mistake that the checker must tell; 'different' where it knows none. */
  readonly wrong: Readonly<Record<string, Answer>>
}

type Answered<Module> = {
  readonly [Name in keyof Module as Module[Name] extends Exercise<never>
    ? Name
    : never]: Module[Name] extends Exercise<infer Answer> ? Answers<Answer> : never
}

/** Every exercise of a notebook: at least three, each with its answers. */
export function exerciseSuite<Module extends object>(
  notebook: string,
  module: Module,
  answered: Answered<Module>,
): void {
  const exercises = Object.entries(module).filter(([, value]) => value instanceof Exercise)
  describe(`the exercises of ${notebook}`, () => {
    it('are at least three', () => assert.ok(exercises.length >= 3))
    for (const [name, exercise] of exercises) {
      // the type of this function's argument pairs each exercise with answers of its own type
      exerciseTests(name, exercise, answered[name as keyof Answered<Module>] as Answers<unknown>)
    }
  })
}

function exerciseTests(
  name: string,
  exercise: Exercise<unknown>,
  { right, wrong }: Answers<unknown>,
): void {
  describe(name, () => {
    it('is open until it is answered', () => {
      assert.equal(exercise.check(undefined).state, 'open')
    })

    it('takes its right answer, and at least two other ways to write it', () => {
      assert.ok(right.length >= 2)
      for (const answer of [exercise.right, ...right]) {
        const { state, told } = exercise.check(answer)
        assert.equal(state, 'right', told.en)
      }
    })

    it('tells at least five mistakes apart, each by its own reason in both languages', () => {
      const mistakes = Object.entries(exercise.mistakes)
      assert.ok(mistakes.length >= 5)
      for (const [mistake, { answer, en, zh }] of mistakes) {
        const { state, reason, told } = exercise.check(answer)
        assert.deepEqual([state, reason, told], ['wrong', mistake, { en, zh }])
      }
      for (const language of ['en', 'zh'] as const) {
        const texts = mistakes.map(([, mistake]) => mistake[language])
        assert.equal(new Set(texts).size, mistakes.length)
        for (const text of texts) {
          assert.equal(/\p{Script=Han}/u.test(text), language === 'zh', text)
        }
      }
    })

    for (const [reason, answer] of Object.entries(wrong)) {
      it(`says of another wrong answer: ${reason}`, () => {
        const verdict = exercise.check(answer)
        assert.deepEqual([verdict.state, verdict.reason], ['wrong', reason], verdict.told.en)
      })
    }
  })
}
