/** Every function that our instance adds to mathjs, or makes faster. */
import type { Extension } from '../extension.js'
import { comparisons } from './comparisons.js'
import { complexPowers } from './complexPowers.js'
import { creation } from './creation.js'
import { cumulative } from './cumulative.js'
import { elementwise } from './elementwise.js'
import { norm } from './norm.js'
import { plainLoops } from './plainLoops.js'
import { products } from './products.js'
import { rearrangement } from './rearrangement.js'
import { reductions } from './reductions.js'
import { softmaxFamily } from './softmax.js'
import { spreads } from './spread.js'
import { windowFunctions } from './windows.js'

export const extensions: readonly Extension[] = [
  ...plainLoops,
  ...complexPowers,
  ...elementwise,
  ...comparisons,
  ...products,
  ...reductions,
  ...spreads,
  norm,
  ...cumulative,
  ...softmaxFamily,
  ...rearrangement,
  ...creation,
  ...windowFunctions,
]
