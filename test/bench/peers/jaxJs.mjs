/** jax-js on Node 20: it looks for two things that only browsers and newer engines have. */
import { readFileSync } from 'node:fs'

globalThis.navigator ??= {}
globalThis.Float16Array ??= class {}

export const jax = await import('@jax-js/jax')

await jax.init('wasm')
jax.defaultDevice('wasm')

const file = new URL('../package.json', import.meta.resolve('@jax-js/jax'))

export const version = `jax-js ${JSON.parse(readFileSync(file, 'utf8')).version}`

/** A float64 array of its own, and what is in one. */
export const form = {
  matrix: (values, shape) => jax.numpy.array(values, { shape, dtype: jax.numpy.float64 }),
  values: (result) => result.dataSync(),
  scope: (run) => run().dataSync(),
}
