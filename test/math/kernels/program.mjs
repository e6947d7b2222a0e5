/**
 * What a stranger computes with the built library, in Node and in a browser alike: a network in
 * training, and some functions. One number that changes when any bit of the results changes.
 */
export function bitsOf({ flat, math, Random, SGD, TwoLayerNet }) {
  const random = new Random(20)
  const x = random.normal([100, 40])
  const t = random.integers(100, { high: 10 })
  const net = new TwoLayerNet({ inputSize: 40, hiddenSize: 30, outputSize: 10, seed: 7 })
  const optimizer = new SGD({ lr: 0.5 })
  const losses = []
  for (let step = 0; step < 30; step++) {
    const { loss, gradient } = net.lossAndGradient(x, t)
    optimizer.update(net.params, gradient)
    losses.push(loss)
  }
  const functions = ['exp', 'tanh', 'sigmoid', 'sin', 'cos', 'relu', 'square']
  const results = [
    Float64Array.from(losses),
    ...Object.values(net.params).map(flat),
    ...functions.map((name) => flat(math[name](x))),
    flat(math.softmax(x, 1)),
    flat(math.log(math.add(math.square(x), 1))),
  ]
  return { first: losses[0], last: losses.at(-1), bits: results.reduce(hashOf, 0) }
}

function hashOf(hash, values) {
  const words = new Uint32Array(values.slice().buffer)
  return words.reduce((sum, word) => (Math.imul(sum, 31) + word) | 0, hash)
}
