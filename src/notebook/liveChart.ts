import type { Chart } from '../charts/chart.js'
import { DomainError } from '../math/errors.js'
import { chartBundle } from './bundle.js'
import { notebookFront } from './front.js'
import { Paced } from './Paced.js'

/** A chart, or a function that makes it, called only when it is really drawn. */
export type ChartSource = Chart | (() => Chart)

/** An output whose chart changes in place. */
export interface LiveChart {
  /** Draws this chart soon, unless a newer one comes first. */
  update(chart: ChartSource): void
  /** Draws this chart, or the last one given, and ends. */
  done(chart?: ChartSource): Promise<void>
}

/**
 * One output whose chart is replaced in place, about four times a second at most; the last one is
 * always shown. Outside a notebook only that last one is, as its sentence.
 */
export async function liveChart(first?: ChartSource): Promise<LiveChart> {
  const front = notebookFront()
  const id = crypto.randomUUID() // ids of an earlier session must not meet again
  let shown = false
  const paced = new Paced<ChartSource>(async (source) => {
    const bundle = await chartBundle(typeof source === 'function' ? source() : source)
    if (shown) await front?.update(bundle, id)
    else await front?.display(bundle, id)
    shown = true
  })
  let last = first
  let ended = false
  if (front && first) paced.request(first)

  function update(chart: ChartSource): void {
    if (ended) throw closed()
    last = chart
    if (front) paced.request(chart)
  }

  async function done(chart: ChartSource | undefined = last): Promise<void> {
    if (ended) throw closed()
    ended = true
    if (front && chart) paced.request(chart)
    await paced.finish()
    if (!front && chart) console.log((typeof chart === 'function' ? chart() : chart).description)
  }

  return { update, done }
}

function closed(): DomainError {
  return new DomainError({
    where: 'liveChart',
    expected: 'update and done before the end',
    given: 'a live chart that is done',
    mend: 'make a new one with await liveChart(chart)',
  })
}
