/**
 * From what a user asked of Trainer to what will be done, or to an error that says what is wrong.
 */
import { SAMPLINGS } from '../data/batches.js'
import { DomainError } from '../math/errors.js'
import { checkOptions, checkParts, checkWord } from '../math/options.js'
import { shown } from '../math/shown.js'
import type { Model } from '../nn/Model.js'
import type { TrainingPlan } from './history.js'
import type { TrainerOptions, TrainingData } from './Trainer.js'

const KNOWN = {
  optimizer: 'object',
  batchSize: 'number',
  epochs: 'number',
  iterations: 'number',
  sampling: 'string',
  seed: 'number',
  callbacks: 'object',
  evaluate: 'boolean',
  patience: 'number',
  resumeAt: 'number',
  signal: 'object',
} as const

const PARTS = { train: 'object', validation: 'object', test: 'object' } as const

const LISTENERS = {
  onStart: 'function',
  onStep: 'function',
  onEpoch: 'function',
  onEnd: 'function',
} as const

/**
 * @throws DomainError for a part that is missing, or that there is not, an option or a callback
 *   that there is not, empty data, another number of labels than of examples, a batch larger than
 *   the data, an unknown sampling, or a length of training that is not one positive whole number.
 */
export function trainingPlan(
  model: Model,
  data: TrainingData,
  options: TrainerOptions,
): TrainingPlan {
  const { optimizer }: Partial<TrainerOptions> = Object(options)
  if (optimizer === undefined) checkOptions(options, KNOWN, 'Trainer') // its name may be misspelt
  checkRequired(model, data, optimizer)
  checkOptions(options, KNOWN, 'Trainer')
  const { batchSize = 100, sampling = 'withoutReplacement', epochs, iterations } = options
  checkData('train', data.train)
  if (data.validation) checkData('validation', data.validation)
  if (data.test) checkData('test', data.test)
  checkParts(data, PARTS, 'Trainer, its data')
  checkCallbacks(options)
  checkSignal(options)
  const { length } = data.train
  if (!isCount(batchSize) || batchSize > length) {
    refuse(
      `a batchSize from 1 to ${length}, the number of examples`,
      shown(batchSize),
      'choose a smaller batch',
    )
  }
  checkWord('Trainer', 'sampling', sampling, SAMPLINGS)
  if ((epochs === undefined) === (iterations === undefined)) {
    const given = epochs === undefined ? 'neither' : 'both'
    refuse('either epochs or iterations', given, 'say in one of the two how long to train')
  }
  const iterationsPerEpoch = Math.ceil(length / batchSize)
  const asked = iterations ?? epochs ?? 0
  if (!isCount(asked)) {
    refuse(
      'epochs and iterations that are whole numbers of 1 or more',
      shown(asked),
      'give a positive whole number',
    )
  }
  const total = iterations ?? asked * iterationsPerEpoch
  const resumeAt = checkResumeAt(options, total)
  checkPatience(data, options)
  return { iterations: total, resumeAt, iterationsPerEpoch, batchSize, sampling }
}

/** What TypeScript sees to, and plain JavaScript does not. */
function checkRequired(model: Model, data: TrainingData, optimizer: unknown): void {
  const required: readonly (readonly [expected: string, given: unknown, member: string])[] = [
    ['a network as the first argument', model, 'lossAndGradient'],
    ['data with the part train as the second argument', data, 'train'],
    ['an optimizer among the options', optimizer, 'update'],
  ]
  for (const [expected, given, member] of required) {
    if (typeof given === 'object' && given !== null && member in given) continue
    const mend = 'as in new Trainer(net, { train, test }, { optimizer: new SGD(), epochs: 5 })'
    refuse(expected, shown(given), mend)
  }
}

function checkData(name: string, data: TrainingData['train']): void {
  if (typeof data?.batch !== 'function') {
    const mend = 'make one of your own examples with tableDataset(x, labels)'
    refuse(`a data set as data.${name}`, `${shown(data)} without batch`, mend)
  }
  const { length, labels } = data
  if (!isCount(length)) {
    refuse(`examples in data.${name}`, shown(length), 'load the data first: await loadMnist()')
  }
  if (labels?.length !== length) {
    refuse(
      `as many labels as examples in data.${name}`,
      `${length} examples with ${labels?.length ?? 'no'} labels`,
      'take images and labels of the same part of the data',
    )
  }
}

/** Only what looks like a listener: the object may keep other things besides. */
function checkCallbacks({ callbacks = {} }: TrainerOptions): void {
  const entries = Object.entries(callbacks).filter(([name]) => /^on[A-Z]/.test(name))
  checkOptions(Object.fromEntries(entries), LISTENERS, 'Trainer, its callbacks')
}

function checkSignal({ signal }: TrainerOptions): void {
  if (signal === undefined || typeof signal.throwIfAborted === 'function') return
  refuse(
    'a signal that can be aborted',
    shown(signal),
    'as in const controller = new AbortController(), then signal: controller.signal',
  )
}

function checkResumeAt({ resumeAt = 0 }: TrainerOptions, iterations: number): number {
  if (Number.isInteger(resumeAt) && resumeAt >= 0 && resumeAt < iterations) return resumeAt
  refuse(
    `resumeAt from 0 to ${iterations - 1}: ${iterations} iterations are asked for in all`,
    shown(resumeAt),
    'give the number of updates that the earlier run has made',
  )
}

function checkPatience({ validation }: TrainingData, options: TrainerOptions): void {
  const { patience, evaluate, resumeAt = 0 } = options
  if (patience === undefined) return
  if (!isCount(patience)) {
    refuse('patience, a whole number of epochs of 1 or more', shown(patience), 'try 5')
  }
  if (resumeAt > 0) {
    refuse(
      'a run from the start, since patience counts from its best epoch',
      `resumeAt: ${resumeAt}`,
      'leave out patience, or resumeAt',
    )
  }
  if (validation && evaluate !== false) return
  refuse(
    'data.validation, whose accuracy decides when to stop',
    validation ? 'evaluate: false' : 'training data without it',
    'hold a part back: const { train, validation } = split(mnist.train)',
  )
}

function isCount(value: number): boolean {
  return Number.isInteger(value) && value > 0
}

function refuse(expected: string, given: string, mend: string): never {
  throw new DomainError({ where: 'Trainer', expected, given, mend })
}
