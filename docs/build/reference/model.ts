/** What the reference tells of the library, as TypeDoc read it from the source. */

export interface Reference {
  readonly floors: readonly Floor[]
}

/** A folder of the library, and what it exports. */
export interface Floor {
  readonly name: string
  readonly exports: readonly Exported[]
}

const kinds = ['function', 'class', 'value', 'interface', 'type', 'group'] as const
export type Kind = (typeof kinds)[number]

interface Described {
  readonly name: string
  /** Markdown, from the docstring; '' where there is none. */
  readonly text: string
  /** When it throws, in Markdown. */
  readonly throws: readonly string[]
}

export interface Exported extends Described {
  readonly kind: Kind
  /** Declarations as TypeScript, one for each overload. */
  readonly signatures: readonly string[]
  /** From the root of the repository. */
  readonly file: string
  readonly line: number
  readonly members: readonly Member[]
  /** Names of what a base class brings, which is told there. */
  readonly inherited: readonly string[]
}

export interface Member extends Described {
  readonly kind: 'method' | 'property'
  readonly signatures: readonly string[]
}
