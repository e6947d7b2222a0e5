/** From what a user asked of Trainer to what will be done, or to an error that says what is wrong. */
import { DomainError } from '../math/errors.js'
import type { TrainingPlan } from './history.js'
import type { TrainerOptions, TrainingData } from './Trainer.js'

/**
 * @throws DomainError for empty data, another number of labels than of examples, a batch larger
 *   than the data, an unknown sampling, or a length of training that is not one positive whole
 *   number.
 */
export function trainingPlan(data: TrainingData, options: TrainerOptions): TrainingPlan {
  const { batchSize = 100, sampling = 'withoutReplacement', epochs, iterations } = options
  checkData('train', data.train)
  if (data.test) checkData('test', data.test)
  const { length } = data.train
  if (!isCount(batchSize) || batchSize > length) {
    refuse(
      `a batchSize from 1 to ${length}, the number of examples`,
      `${batchSize}`,
      'choose a smaller batch',
    )
  }
  if (sampling !== 'withoutReplacement' && sampling !== 'withReplacement') {
    refuse(
      "sampling 'withoutReplacement' or 'withReplacement'",
      `${sampling}`,
      "leave it out for 'withoutReplacement'",
    )
  }
  if ((epochs === undefined) === (iterations === undefined)) {
    const given = epochs === undefined ? 'neither' : 'both'
    refuse('either epochs or iterations', given, 'say in one of the two how long to train')
  }
  const iterationsPerEpoch = Math.ceil(length / batchSize)
  const total = iterations ?? (epochs ?? 0) * iterationsPerEpoch
  if (!isCount(total)) {
    refuse(
      'epochs and iterations that are whole numbers of 1 or more',
      `${iterations ?? epochs}`,
      'give a positive whole number',
    )
  }
  return { iterations: total, iterationsPerEpoch, batchSize, sampling }
}

function checkData(name: string, { length, labels }: TrainingData['train']): void {
  if (!isCount(length)) {
    refuse(`examples in data.${name}`, `${length}`, 'load the data first: await loadMnist()')
  }
  if (labels.length !== length) {
    refuse(
      `as many labels as examples in data.${name}`,
      `${length} examples with ${labels.length} labels`,
      'take images and labels of the same part of the data',
    )
  }
}

function isCount(value: number): boolean {
  return Number.isInteger(value) && value > 0
}

function refuse(expected: string, given: string, mend: string): never {
  throw new DomainError({ where: 'Trainer', expected, given, mend })
}
