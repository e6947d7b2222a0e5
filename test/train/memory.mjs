/**
 * A process of its own: trains an MLP of 784-50-10 on one batch of 100, for as many steps as it is
 * told, and prints its memory in bytes after the first 100 steps and after all. `peak` is what the
 * operating system gave, as it comes; `live` what is reachable, after a collection.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { flips, Random, SGD, TwoLayerNet } from 'notegrad'

const FIRST = 100
const ALL = Number(process.argv[2])

const random = new Random(1)
const x = random.normal([100, 784])
const t = random.integers(100, { high: 10 })
const net = new TwoLayerNet({ inputSize: 784, hiddenSize: 50, outputSize: 10, seed: 1 })
const optimizer = new SGD({ lr: 0.01 })
const losses = []

function train(steps) {
  for (let i = 0; i < steps; i++) {
    const { loss, gradient } = net.lossAndGradient(x, t)
    optimizer.update(net.params, gradient)
    losses.push(loss)
  }
}

async function measure() {
  const peak = process.resourceUsage().maxRSS * 1024
  globalThis.gc()
  await sleep(100) // a thread of V8 gives the buffers back
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return { peak, live: heapUsed + arrayBuffers }
}

train(FIRST)
const first = await measure()
const before = flips()
train(ALL - FIRST)
const last = await measure()
const learned = losses[0] - losses.at(-1)
process.stdout.write(JSON.stringify({ first, last, flips: flips() - before, learned }))
