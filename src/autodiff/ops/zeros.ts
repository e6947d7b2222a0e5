import { math } from '../../math/instance.js'
import { type Num, type Value, valueIn } from '../../math/types.js'

/** 1 at 0, else 0: a constant, added to a divisor where what is divided is 0 too. */
export function isZero(x: Value): Num {
  return math.subtract(1, math.sign(math.abs(valueIn(x))))
}
