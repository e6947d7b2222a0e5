/** What a notebook, or a terminal, shows of a training: the Trainer's default progress view. */
import { type LossHistory, lossChart } from '../charts/trainingCharts.js'
import type { EpochRecord, TrainerCallbacks, TrainingPlan } from '../train/history.js'
import { notebookFront } from './front.js'
import { type LiveChart, liveChart } from './liveChart.js'
import { grouped, type Progress, pace, progress } from './progress.js'

/** A growing loss chart in a notebook, a moving line in a terminal, nothing elsewhere. */
export function trainingView(): TrainerCallbacks {
  return notebookFront() ? chartView() : lineView()
}

/** One output: the loss so far with a line of text above it. Its last state holds no times. */
function chartView(): TrainerCallbacks {
  const loss: number[] = []
  let iterations = 0
  let epoch: EpochRecord | undefined
  let live: LiveChart | undefined
  let start = 0

  const draw = (state: string) => {
    const subtitle = [state, ...accuracies(epoch)].join(' · ')
    return lossChart({ loss }, { title: 'Loss while learning', subtitle, iterations })
  }
  const growing = () => {
    const state = `${count(loss.length, iterations)} · loss ${recent(loss)}`
    return draw(`${state} · ${pace(loss.length, iterations, (performance.now() - start) / 1000)}`)
  }

  return {
    async onStart(plan: TrainingPlan) {
      iterations = plan.iterations - plan.resumeAt // those of this run
      start = performance.now()
      live = await liveChart()
    },
    onStep(step) {
      loss.push(step.loss)
      live?.update(growing)
    },
    onEpoch(record) {
      epoch = record
    },
    async onEnd() {
      if (loss.length === 0) return
      const stopped = loss.length < iterations ? 'stopped after ' : ''
      const state = `${stopped}${count(loss.length, iterations)} · loss ${recent(loss)}`
      await live?.done(() => draw(state))
    },
  }
}

function lineView(): TrainerCallbacks {
  let line: Progress | undefined
  let last = ''
  let earlier = 0
  let measured: string[] = []
  return {
    onStart({ iterations, resumeAt }) {
      line = progress({ total: iterations - resumeAt, label: 'learning' })
      earlier = resumeAt
    },
    onStep({ iteration, loss }) {
      last = `loss ${loss.toPrecision(3)}`
      line?.step(iteration - earlier, last)
    },
    onEpoch(record) {
      measured = accuracies(record)
    },
    async onEnd() {
      await line?.done([last, ...measured].join(' · '))
    },
  }
}

/** '10,000 iterations', or '3,000 of 10,000 iterations' when some are missing. */
function count(done: number, total: number): string {
  return done < total
    ? `${grouped(done)} of ${grouped(total)} iterations`
    : `${grouped(total)} iterations`
}

/** Single batches jump about: the mean of the last hundred says where the loss is. */
function recent(loss: LossHistory['loss']): string {
  const last = Array.from(loss).slice(-100)
  return (last.reduce((sum, value) => sum + value, 0) / last.length).toPrecision(3)
}

function accuracies(epoch: EpochRecord | undefined): string[] {
  if (!epoch) return []
  const { trainAccuracy, validationAccuracy, testAccuracy } = epoch
  const parts = { training: trainAccuracy, validation: validationAccuracy, test: testAccuracy }
  return Object.entries(parts).flatMap(([name, share]) =>
    share === undefined ? [] : [`${name} accuracy ${(100 * share).toFixed(1)} %`],
  )
}
