import type { Dataset } from '../data/Dataset.js'
import { DomainError, ShapeError } from '../math/errors.js'
import { count } from '../math/flatStorage.js'
import { type Size, sameSize, written } from '../math/shapes.js'
import { shown } from '../math/shown.js'
import { shape, shapeIn, storageOf, tensor } from '../math/storage.js'
import type { Matrix } from '../math/types.js'
import { ScoresOfNaN } from '../nn/accuracy.js'
import type { Model } from '../nn/Model.js'
import type { Pause } from './pause.js'

/** Examples converted to float64 at a time: 1000 images of 784 pixels take 6 MB. */
const CHUNK = 1000

/** The data set in its own order, a chunk at a time. */
function* chunks(data: Dataset): Generator<{ x: Matrix; t: Matrix; count: number }> {
  for (let start = 0; start < data.length; start += CHUNK) {
    const count = Math.min(CHUNK, data.length - start)
    const indices = Array.from({ length: count }, (_, i) => start + i)
    yield { ...data.batch(indices), count }
  }
}

/**
 * The share of a data set that the model gets right, from 0 to 1; NaN where its scores are.
 *
 * @param pause awaited after each chunk
 */
export async function accuracyOn(
  model: Pick<Model, 'accuracy'>,
  data: Dataset,
  pause: Pause,
): Promise<number> {
  let correct = 0
  for (const { x, t, count } of chunks(data)) {
    correct += Math.round(shareOf(model, x, t) * count)
    await pause()
  }
  return correct / data.length
}

/** A training of NaN goes on to where its loss tells what they come from. */
function shareOf(model: Pick<Model, 'accuracy'>, x: Matrix, t: Matrix): number {
  try {
    return model.accuracy(x, t)
  } catch (error) {
    if (error instanceof ScoresOfNaN) return Number.NaN
    throw error
  }
}

/**
 * Scores of a whole data set, N×K, computed in chunks, so that memory stays small.
 *
 * @throws DomainError when the data set is empty, or none, or the model is none; ShapeError when it
 *   does not give each example its K scores.
 */
export function predictAll(model: Pick<Model, 'predict'>, data: Dataset): Matrix {
  if (typeof model?.predict !== 'function') {
    throw new DomainError({
      where: 'predictAll',
      expected: 'a network as the first argument',
      given: shown(model),
      mend: 'as in predictAll(net, test)',
    })
  }
  if (!(typeof data?.batch === 'function' && data.length > 0)) {
    throw new DomainError({
      where: 'predictAll',
      expected: 'a data set with examples',
      given: data?.length === 0 ? 'an empty one' : shown(data),
      mend: 'load the data first: await loadMnist()',
    })
  }
  let width: number | undefined
  const scores = Array.from(chunks(data), ({ x, count: rows }) => {
    const chunk = model.predict(x)
    const size = shapeIn('predictAll', chunk)
    width ??= size[1]
    checkScores(size, [rows, width])
    return chunk
  })
  const size = [data.length, shape(scores[0])[1]]
  const all = new Float64Array(count(size))
  scores.forEach((chunk, i) => {
    all.set(storageOf(chunk), i * CHUNK * size[1])
  })
  return tensor(all, size)
}

function checkScores(size: Size, [N, K]: Size): void {
  if (sameSize(size, [N, K])) return
  throw new ShapeError({
    where: 'predictAll',
    expected: `a network that predicts N×K scores, a row for each of ${N} examples`,
    given: `scores of shape ${written(size)}`,
    mend: 'let predict(x) give a matrix with a row for each row of x',
  })
}
