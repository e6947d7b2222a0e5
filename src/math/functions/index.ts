/** Every function that our instance adds to mathjs, or makes faster. */
import type { Extension } from '../extension.js'
import { activations } from './activations.js'
import { arithmetic } from './arithmetic.js'
import { axisOrder } from './axisOrder.js'
import { comparisons } from './comparisons.js'
import { complexPowers } from './complexPowers.js'
import { creation } from './creation.js'
import { cumulative } from './cumulative.js'
import { diagonals } from './diagonals.js'
import { indexing } from './indexing.js'
import { joining } from './joining.js'
import { norm } from './norm.js'
import { products } from './products.js'
import { realFunctions } from './realFunctions.js'
import { reductions } from './reductions.js'
import { repetition } from './repetition.js'
import { reshaping } from './reshaping.js'
import { rows } from './rows.js'
import { selection } from './selection.js'
import { softmaxFamily } from './softmax.js'
import { sorting } from './sorting.js'
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
  ...axisOrder,
  ...reshaping,
  ...joining,
  ...repetition,
  ...rows,
  ...indexing,
  ...sorting,
  ...creation,
  ...diagonals,
  ...windowFunctions,
]
