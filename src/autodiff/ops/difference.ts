import { math } from '../../math/instance.js'
import { type Num, type Value, valueIn } from '../../math/types.js'

/** $a - b$ as a constant whose sign compares them: 0 where both are the same infinity, too. */
export function difference(a: Value, b: Value): Num {
  return math.subtract(finite(a), finite(b))
}

function finite(x: Value): Num {
  return math.clip(valueIn(x), -Number.MAX_VALUE, Number.MAX_VALUE)
}
