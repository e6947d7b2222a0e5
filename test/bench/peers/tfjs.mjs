/** TensorFlow.js, float32, with the backend that TFJS_BACKEND names: cpu or wasm. */
import * as tf from '@tensorflow/tfjs'
import '@tensorflow/tfjs-backend-wasm'

if (!(await tf.setBackend(process.env.TFJS_BACKEND))) throw new Error('no such backend of tfjs')
await tf.ready()

export { tf }

export const version = `tfjs ${tf.version.tfjs}, ${tf.getBackend()}`
