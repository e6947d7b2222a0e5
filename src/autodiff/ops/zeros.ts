import { math } from '../../math/instance.js'
import { type Value, valueIn } from '../../math/types.js'

/** 1 where x is 0, else 0: added to a divisor where what is divided is 0 too. */
export function isZero(x: Value): Value {
  return math.subtract(1, math.abs(math.sign(valueIn(x))))
}
