/** The table of operations, by subject. */
export * from './activations.js'
export * from './arithmetic.js'
export * from './functions.js'
export * from './products.js'
export * from './rearrangement.js'
export * from './reductions.js'
export * from './softmax.js'
export * from './windows.js'
