import { setTimeout as sleep } from 'node:timers/promises'
import { median } from '../statistics.js'
import { BareKernel, NoAnswer } from './BareKernel.js'
import { linesThroughNbclient } from './lines.js'
import type { Rival } from './rivals.js'

/** Medians of the starts; times in milliseconds, memory in megabytes. */
export interface KernelFigures {
  readonly version: string
  readonly ready: number
  /** The first cell, sent as soon as the kernel has answered. */
  readonly firstCell: number
  /** The first cell after a second without work. */
  readonly firstCellAfterRest: number
  readonly firstImport?: number
  /** A question for completions, and for a tooltip, of what was imported. */
  readonly completion: number
  readonly tooltip: number
  /** A cell of one expression: cells 11 to 20, 51 to 60, and (of one start) 991 to 1,000. */
  readonly earlyCell: number
  readonly cell60: number
  readonly cell1000?: number
  /** Cells after which the kernel replied no more, if it came to that. */
  readonly stuckAfter?: number
  readonly memoryAtStart: number
  readonly memoryAfter60: number
  /** Lines of 200,000 that arrived through nbclient, in their order, and the time of that. */
  readonly lines: number
  readonly linesTime: number
}

const last = 1000

/** One start: what it took, and the times of its cells. */
async function measureStart(rival: Rival, cells: number) {
  const { ready, firstCell } = await firstMoments(rival)
  const kernel = await BareKernel.start(rival)
  try {
    await sleep(1000)
    const memoryAtStart = kernel.memory()
    const firstCellAfterRest = await kernel.cell('1 + 1')
    const firstImport = rival.importCell === undefined ? 0 : await kernel.cell(rival.importCell)
    const completion = await repeated(() => kernel.question('complete', rival.beginning))
    const tooltip = await repeated(() => kernel.question('inspect', rival.whole))
    const times: number[] = []
    let memoryAfter60 = 0
    let isStuck = false
    for (let i = 1; i <= cells && !isStuck; i++) {
      const time = await kernel.cell(`${i} * 2`).catch(unlessStuck)
      if (time === undefined) isStuck = true
      else times.push(time)
      if (i === 60) memoryAfter60 = kernel.memory()
    }
    const around = (cell: number) => median(times.slice(cell - 10, cell))
    return {
      ...{ ready, firstCell, firstCellAfterRest, firstImport, memoryAtStart, memoryAfter60 },
      ...{ completion, tooltip },
      ...{ earlyCell: around(20), cell60: around(60), answered: times.length },
      ...{ lastCell: around(times.length) },
    }
  } finally {
    await kernel.stop()
  }
}

/** Milliseconds of a warm question: the median of nine, after three. */
async function repeated(question: () => Promise<number>): Promise<number> {
  const times: number[] = []
  for (let i = 0; i < 12; i++) times.push(await question())
  return median(times.slice(3))
}

function unlessStuck(error: unknown): undefined {
  if (!(error instanceof NoAnswer)) throw error
}

async function firstMoments(rival: Rival) {
  const kernel = await BareKernel.start(rival)
  try {
    return { ready: kernel.ready, firstCell: await kernel.cell('1 + 1') }
  } finally {
    await kernel.stop()
  }
}

export async function measure(
  rival: Rival,
  rounds: number,
  report: (line: string) => void,
): Promise<KernelFigures> {
  const starts: Awaited<ReturnType<typeof measureStart>>[] = []
  for (let round = 0; round < rounds; round++) {
    const isLast = round === rounds - 1
    report(`${rival.name}: start ${round + 1} of ${rounds}${isLast ? `, with ${last} cells` : ''}`)
    starts.push(await measureStart(rival, isLast ? last : 60))
  }
  const middle = (key: keyof (typeof starts)[number]) => median(starts.map((start) => start[key]))
  report(`${rival.name}: 200,000 lines`)
  const lines = await linesThroughNbclient(rival)
  return {
    version: rival.version,
    ready: middle('ready'),
    firstCell: middle('firstCell'),
    firstCellAfterRest: middle('firstCellAfterRest'),
    ...(rival.importCell === undefined ? {} : { firstImport: middle('firstImport') }),
    completion: middle('completion'),
    tooltip: middle('tooltip'),
    earlyCell: middle('earlyCell'),
    cell60: middle('cell60'),
    ...longRun(starts[rounds - 1]),
    memoryAtStart: middle('memoryAtStart'),
    memoryAfter60: middle('memoryAfter60'),
    lines: lines.inOrder,
    linesTime: lines.seconds * 1000,
  }
}

function longRun({ answered, lastCell }: { answered: number; lastCell: number }) {
  return answered === last ? { cell1000: lastCell } : { stuckAfter: answered }
}
