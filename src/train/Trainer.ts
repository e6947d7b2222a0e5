/**
 * # Training
 *
 * 1. Draw a mini-batch at random, an unbiased sample of the whole (slip E47).
 * 2. Compute the gradient of its loss for every parameter.
 * 3. Move the parameters a little against the gradient.
 * 4. Repeat. Once per epoch, measure the accuracy on training and on test data: where the two part,
 *    the network learns by heart (过拟合, overfitting).
 *
 * An epoch is as many updates as it takes to go through the training data once. Drawing without
 * replacement really does so; with replacement, as the book draws, an "epoch" of the same number of
 * updates sees about 63 % of the examples (slip E17).
 *
 * Source: notes, 学习; epoch.
 */
import { miniBatches, type Sampling } from '../data/batches.js'
import type { Dataset } from '../data/Dataset.js'
import { DomainError } from '../math/errors.js'
import { Random } from '../math/random.js'
import type { Matrix } from '../math/types.js'
import type { Model } from '../nn/Model.js'
import { EarlyStopping } from './EarlyStopping.js'
import { accuracyOn } from './evaluate.js'
import type { EpochRecord, History, TrainerCallbacks, TrainingPlan } from './history.js'
import { LastGood } from './LastGood.js'
import type { Optimizer } from './Optimizer.js'
import { kernelSignal, type Pause, pauses } from './pause.js'
import { trainingPlan } from './plan.js'
import { newProgressView } from './progressView.js'
import { gradientsAreSpent } from './spentGradients.js'

/** How a `Trainer` trains. */
export interface TrainerOptions {
  /** Moves the parameters after each batch. */
  optimizer: Optimizer
  /** Examples per update, 100 when left out. */
  batchSize?: number
  /** How often to go through the data; give this, or `iterations`. */
  epochs?: number
  /** Number of updates; give this, or `epochs`. */
  iterations?: number
  /** How batches are drawn: 'withoutReplacement' (default) or, as the book, 'withReplacement'. */
  sampling?: Sampling
  /** Seed of the batches; 0 when left out. */
  seed?: number
  /** Told what happens, besides the progress view of the notebook. */
  callbacks?: TrainerCallbacks
  /** False leaves out the accuracies, and cannot go with `patience`; true when left out. */
  evaluate?: boolean
  /**
   * Stops after so many epochs without a better accuracy on the validation data, and puts back the
   * parameters that were best; goes to the end when left out. Needs validation data, and cannot go
   * with `resumeAt` or `evaluate: false`.
   */
  patience?: number
  /**
   * Updates that an earlier run with the same options has made: goes on behind them, with the same
   * batches. The parameters and the optimizer are yours to restore. 0 when left out; otherwise it
   * cannot go with `patience`, which counts from its best epoch.
   */
  resumeAt?: number
  /** Stops training between two updates; the interrupt of the notebook's kernel when left out. */
  signal?: AbortSignal
}

/** What a `Trainer` learns from, and what it measures on. */
export interface TrainingData {
  /** What the parameters are fitted to. */
  readonly train: Dataset
  /** Held back from training to choose settings by, or the moment to stop. */
  readonly validation?: Dataset
  /** Never learned from, nor chosen by: it is only measured. */
  readonly test?: Dataset
}

/** Gives each listener a message and waits for its answer. */
type Tell = (message: (listener: TrainerCallbacks) => void | Promise<void>) => Promise<void>

/** Moves a model's parameters along the gradients of mini-batches, and records how it goes. */
export class Trainer {
  readonly #model: Model
  readonly #data: TrainingData
  readonly #options: TrainerOptions
  readonly #plan: TrainingPlan
  /** What the last `fit` recorded, also when it was interrupted. */
  history: History = { loss: [], epochs: [] }
  #fitting = false

  /**
   * @throws DomainError for a part that is missing, or that there is not, an option or a callback
   *   that there is not, empty data, another number of labels than of examples, a batch larger than
   *   the data, an unknown sampling, a length of training that is not one positive whole number, a
   *   resumeAt beyond it, or patience without validation data, with resumeAt or without evaluation.
   */
  constructor(model: Model, data: TrainingData, options: TrainerOptions) {
    this.#model = model
    this.#data = data
    this.#options = options
    this.#plan = trainingPlan(model, data, options)
  }

  /**
   * Trains the model from its present parameters on; the same seed gives the same bits.
   *
   * The event loop gets a turn every 50 ms, and parameters change only between turns.
   * @throws the signal's reason when it was aborted, and DomainError when the loss is no longer a
   *   number; the parameters are then those of that moment, or of the last finite loss. DomainError
   *   while another `fit` of this trainer goes on.
   */
  async fit(): Promise<History> {
    if (this.#fitting) throw alreadyFitting()
    this.#fitting = true
    try {
      return await this.#fit()
    } finally {
      this.#fitting = false
    }
  }

  async #fit(): Promise<History> {
    const { signal = kernelSignal(), callbacks } = this.#options
    const listeners = [newProgressView(), callbacks].filter((listener) => listener !== undefined)
    this.history = { loss: [], epochs: [] }
    const tell: Tell = async (message) => {
      for (const listener of listeners) await message(listener)
    }
    await tell((listener) => listener.onStart?.(this.#plan))
    const end = () => tell((listener) => listener.onEnd?.(this.history))
    try {
      await this.#train(tell, pauses(signal))
    } catch (error) {
      await end().catch(() => undefined) // an error there would hide this one, which came first
      throw error
    }
    await end()
    return this.history
  }

  async #train(tell: Tell, pause: Pause): Promise<void> {
    const { iterations, resumeAt, iterationsPerEpoch, batchSize, sampling } = this.#plan
    const { optimizer, callbacks, seed = 0, patience = Infinity } = this.#options
    const { train } = this.#data
    const random = new Random(seed)
    const batches = miniBatches(train.length, { batchSize, random, sampling })
    for (let iteration = 1; iteration <= resumeAt; iteration++) batches.next()
    const lastGood = new LastGood(this.#model)
    const stopping = new EarlyStopping(this.#model, patience)

    let spent: Record<string, Matrix> | undefined
    if (gradientsAreSpent(this.#model, optimizer, callbacks)) spent = {}
    const first = await this.#measure(resumeAt, tell, pause)
    if (patience < Infinity && first) stopping.isOver(first)
    for (let iteration = resumeAt + 1; iteration <= iterations; iteration++) {
      await pause()
      const { x, t } = train.batch(batches.next().value)
      const { loss, gradient } = this.#model.lossAndGradient(x, t, { reuse: spent })
      lastGood.checkLoss(loss, iteration, x)
      lastGood.keep()
      optimizer.update(this.#model.params, gradient)
      if (spent) spent = gradient
      this.history.loss.push(loss)
      await tell((listener) => listener.onStep?.({ iteration, loss }))
      if (iteration === iterations) lastGood.checkParams(iteration)
      if (iteration % iterationsPerEpoch === 0 || iteration === iterations) {
        const record = await this.#measure(iteration, tell, pause)
        if (patience < Infinity && record && stopping.isOver(record)) break
      }
    }
    if (patience < Infinity) stopping.putBack()
  }

  async #measure(iteration: number, tell: Tell, pause: Pause): Promise<EpochRecord | undefined> {
    if (this.#options.evaluate === false) return undefined
    const { train, validation, test } = this.#data
    const record: EpochRecord = {
      epoch: iteration / this.#plan.iterationsPerEpoch,
      iteration,
      trainAccuracy: await accuracyOn(this.#model, train, pause),
    }
    if (validation) record.validationAccuracy = await accuracyOn(this.#model, validation, pause)
    if (test) record.testAccuracy = await accuracyOn(this.#model, test, pause)
    this.history.epochs.push(record)
    await tell((listener) => listener.onEpoch?.(record))
    return record
  }
}

function alreadyFitting(): DomainError {
  return new DomainError({
    where: 'Trainer.fit',
    expected: 'one training at a time',
    given: 'a second fit() while the first goes on',
    mend: 'await the first one, or make a trainer for each network',
  })
}
