import type { Told } from './observation.js'

/** What a checker says of an answer. As a cell's last value it shows itself. */
export class Verdict {
  private constructor(
    readonly state: 'open' | 'right' | 'wrong',
    /** The name of the mistake, for a wrong answer. */
    readonly reason: string | undefined,
    readonly told: Told,
  ) {}

  static open(): Verdict {
    return new Verdict('open', undefined, { en: 'Not answered yet.', zh: '还没有回答。' })
  }

  static right(): Verdict {
    return new Verdict('right', undefined, { en: 'Right!', zh: '正确！' })
  }

  static wrong(reason: string, { en, zh }: Told): Verdict {
    return new Verdict('wrong', reason, { en, zh })
  }

  toString(): string {
    const { en, zh } = this.told
    return `${signs[this.state]} ${en}\n  ${zh}`
  }
}

const signs = { open: '○', right: '✓', wrong: '✗' }
