/**
 * What a notebook imports, floor by floor. Re-exports only: no top-level await and no static import
 * of a `node:` module anywhere below, so that Node, browsers, bundlers and `require` all take it.
 */
export * from './autodiff/index.js'
export * from './charts/index.js'
export * from './data/index.js'
/** The exercises of each notebook, named by its subject; `check` tells whether one is solved. */
export * as exercises from './exercises/index.js'
export * from './math/index.js'
export * from './nn/index.js'
export * from './notebook/index.js'
export * from './train/index.js'
