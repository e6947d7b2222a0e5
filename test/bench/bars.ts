/**
 * A bar says how long we may take, beside others or at all, and stands as data beside its case.
 */
import { withAvx2 } from './peers.js'
import { duration, minimumRatio, ratio, type Timing } from './statistics.js'

/** The backends that bars are set for. */
const judged = ['wasm', 'blas'] as const

/** By backend; one that is left out is not judged. */
type PerBackend = Readonly<Partial<Record<(typeof judged)[number], number>>>

export type Bar = RelativeBar | TimeBar

interface RelativeBar {
  /** The quickest of these counts; of ours too, for a bar between two ways of doing it. */
  readonly against: readonly string[]
  /** Our time over theirs may be this. */
  readonly atMost: PerBackend
}

interface TimeBar {
  /** A call may take this long. */
  readonly milliseconds: number
}

export interface Verdict {
  /** Our peer that was judged. */
  readonly ours: string
  /** The peer, or the time. */
  readonly against: string
  /** Of the medians. */
  readonly ratio: number
  /** Of the shortest calls: less noise, but it forgives what happens now and then. */
  readonly minimumRatio: number
  readonly atMost: number
  readonly met: boolean
}

/** At most so much of the quickest one's time; one number for both backends, or one for each. */
export function atMost(bar: number | PerBackend, ...against: readonly string[]): Bar {
  return { against, atMost: typeof bar === 'number' ? { wasm: bar, blas: bar } : bar }
}

/** At least so many times as fast as the quickest one. */
export function timesAsFast(times: number | PerBackend, ...against: readonly string[]): Bar {
  if (typeof times === 'number') return atMost(1 / times, ...against)
  const inverse = Object.entries(times).map(([backend, value]) => [backend, 1 / value])
  return atMost(Object.fromEntries(inverse), ...against)
}

/** A call takes at most so many milliseconds. */
export function within(milliseconds: number): Bar {
  return { milliseconds }
}

/**
 * Bars hold for machines with AVX2: where peers ran in both ways, that one is judged. A bar against
 * peers of whom none ran is not judged.
 */
export function judge(
  bars: readonly Bar[],
  timings: Readonly<Record<string, Timing>>,
): readonly Verdict[] {
  return bars.flatMap((bar) =>
    'milliseconds' in bar ? judgeTime(bar, timings) : judgeRatio(bar, timings),
  )
}

function judgeRatio(
  bar: RelativeBar,
  timings: Readonly<Record<string, Timing>>,
): readonly Verdict[] {
  const ran = bar.against.map((name) => chosen(name, timings)).filter((name) => name in timings)
  if (ran.length === 0) return []
  const against = ran.reduce((best, name) =>
    timings[name].median < timings[best].median ? name : best,
  )
  return judged.flatMap((backend) => {
    const [ours, limit] = [chosen(backend, timings), bar.atMost[backend]]
    if (!(ours in timings) || limit === undefined) return []
    const measured = ratio(timings[ours], timings[against])
    const least = minimumRatio(timings[ours], timings[against])
    const met = measured <= limit
    return [{ ours, against, ratio: measured, minimumRatio: least, atMost: limit, met }]
  })
}

function judgeTime(
  { milliseconds }: TimeBar,
  timings: Readonly<Record<string, Timing>>,
): readonly Verdict[] {
  return judged
    .map((backend) => chosen(backend, timings))
    .filter((ours) => ours in timings)
    .map((ours) => {
      const measured = timings[ours].median / milliseconds
      return {
        ours,
        against: duration(milliseconds),
        ratio: measured,
        minimumRatio: timings[ours].minimum / milliseconds,
        atMost: 1,
        met: measured <= 1,
      }
    })
}

function chosen(name: string, timings: Readonly<Record<string, Timing>>): string {
  return withAvx2(name) in timings ? withAvx2(name) : name
}
