/** Every function that our instance adds to mathjs, or makes faster. */
import type { Extension } from '../extension.js'
import { activations } from './activations.js'
import { arithmetic } from './arithmetic.js'
import { comparisons } from './comparisons.js'
import { complexPowers } from './complexPowers.js'
import { creation } from './creation.js'
import { cumulative } from './cumulative.js'
import { norm } from './norm.js'
import { products } from './products.js'
import { realFunctions } from './realFunctions.js'
import { rearrangement } from './rearrangement.js'
import { reductions } from './reductions.js'
import { selection } from './selection.js'
import { softmaxFamily } from './softmax.js'
import { special } from './special.js'
import { spreads } from './spread.js'
import { truthValues } from './truthValues.js'
import { windowFunctions } from './windows.js'

export const extensions: readonly Extension[] = [
  ...complexPowers,
  ...arithmetic,
  ...realFunctions,
  ...activations,
  ...special,
  ...selection,
  ...truthValues,
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
