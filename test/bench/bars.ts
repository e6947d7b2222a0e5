/**
 * A bar says how long we may take beside others, and stands as data beside its case.
 */
import { withAvx2 } from './peers.js'
import { ratio, type Timing } from './statistics.js'

/** The backends that bars are set for. */
export const judged = ['wasm', 'blas'] as const

export interface Bar {
  /** The quickest of these counts; of ours too, for a bar between two ways of doing it. */
  readonly against: readonly string[]
  /** Our time over theirs may be this. */
  readonly atMost: Readonly<Record<(typeof judged)[number], number>>
}

export interface Verdict {
  /** Our peer that was judged. */
  readonly ours: string
  readonly against: string
  readonly ratio: number
  readonly atMost: number
  readonly met: boolean
}

/** At most so much of the quickest one's time; one number for both backends, or one for each. */
export function atMost(bar: number | Bar['atMost'], ...against: readonly string[]): Bar {
  return { against, atMost: typeof bar === 'number' ? { wasm: bar, blas: bar } : bar }
}

/** At least so many times as fast. */
export function timesAsFast(times: number, against: string): Bar {
  return atMost(1 / times, against)
}

/**
 * Bars hold for machines with AVX2: where peers ran in both ways, that one is judged. A bar against
 * peers of whom none ran is not judged.
 */
export function judge(
  bars: readonly Bar[],
  timings: Readonly<Record<string, Timing>>,
): readonly Verdict[] {
  const chosen = (name: string) => (withAvx2(name) in timings ? withAvx2(name) : name)
  return bars.flatMap((bar) => {
    const ran = bar.against.map(chosen).filter((name) => name in timings)
    if (ran.length === 0) return []
    const against = ran.reduce((best, name) =>
      timings[name].median < timings[best].median ? name : best,
    )
    return judged
      .map((backend) => ({ ours: chosen(backend), atMost: bar.atMost[backend] }))
      .filter(({ ours }) => ours in timings)
      .map(({ ours, atMost }) => {
        const measured = ratio(timings[ours], timings[against])
        return { ours, against, ratio: measured, atMost, met: measured <= atMost }
      })
  })
}
