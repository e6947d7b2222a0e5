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

/** Words of two letters or more that are no names in code. */
const englishWords =
  /\b(?!(?:d[xWbBY]|NaN|Infinity|ReLU|relu|exp|sin|lr|range|inside|outside|none|true|false|apples?|voucher|tax|arrived|bc)\b)[A-Za-z]{2,}\b/g

/** Something of the kind of the right answer that nobody would take for it. */
function strange(right: unknown): unknown {
  if (typeof right === 'function') return () => strange(undefined)
  if (Array.isArray(right)) return right.map(strange)
  if (typeof right !== 'object' || right === null) return -987.654
  return Object.fromEntries(Object.entries(right).map(([name, value]) => [name, strange(value)]))
}

function exerciseTests(
  name: string,
  exercise: Exercise<unknown>,
  { right, wrong }: Answers<unknown>,
): void {
  describe(name, () => {
    it('is open until it is answered', () => {
      assert.equal(exercise.check(undefined).state, 'open')
      const { printed } = exercise
      if (printed !== undefined) assert.equal(exercise.check(printed).state, 'open')
    })

    it('says in Chinese what is strange, and names in code only', () => {
      const { state, told } = exercise.check(strange(exercise.right))
      assert.notEqual(state, 'right')
      assert.match(told.zh, /\p{Script=Han}/u)
      if (!told.zh.startsWith('出错了')) assert.deepEqual(told.zh.match(englishWords) ?? [], [])
      assert.doesNotMatch(told.en, /\p{Script=Han}/u)
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
