/**
 * What happens to one pair of elements. Each operator is a class without fields: a loop that is
 * generic over it compiles to one loop per operator, with `apply` inlined.
 */

// @ts-ignore: decorator
@inline
export function operator<F>(): F {
  return changetype<F>(0)
}

// @ts-ignore: decorator
@unmanaged export class Add {
  @inline apply(x: v128, y: v128): v128 { return f64x2.add(x, y) }
}

// @ts-ignore: decorator
@unmanaged export class Subtract {
  @inline apply(x: v128, y: v128): v128 { return f64x2.sub(x, y) }
}

// @ts-ignore: decorator
@unmanaged export class Multiply {
  @inline apply(x: v128, y: v128): v128 { return f64x2.mul(x, y) }
}

// @ts-ignore: decorator
@unmanaged export class Divide {
  @inline apply(x: v128, y: v128): v128 { return f64x2.div(x, y) }
}

/** NaN wins, and 0 is larger than −0, as in Math.max. */
// @ts-ignore: decorator
@unmanaged export class Maximum {
  @inline apply(x: v128, y: v128): v128 { return f64x2.max(x, y) }
}

// @ts-ignore: decorator
@unmanaged export class Minimum {
  @inline apply(x: v128, y: v128): v128 { return f64x2.min(x, y) }
}

// @ts-ignore: decorator
@inline
export function oneWhere(mask: v128): v128 {
  return v128.and(mask, f64x2.splat(1))
}

// @ts-ignore: decorator
@unmanaged export class Equal {
  @inline apply(x: v128, y: v128): v128 { return oneWhere(f64x2.eq(x, y)) }
}

// @ts-ignore: decorator
@unmanaged export class Unequal {
  @inline apply(x: v128, y: v128): v128 { return oneWhere(f64x2.ne(x, y)) }
}

// @ts-ignore: decorator
@unmanaged export class Larger {
  @inline apply(x: v128, y: v128): v128 { return oneWhere(f64x2.gt(x, y)) }
}

// @ts-ignore: decorator
@unmanaged export class LargerEq {
  @inline apply(x: v128, y: v128): v128 { return oneWhere(f64x2.ge(x, y)) }
}

// @ts-ignore: decorator
@unmanaged export class Smaller {
  @inline apply(x: v128, y: v128): v128 { return oneWhere(f64x2.lt(x, y)) }
}

// @ts-ignore: decorator
@unmanaged export class SmallerEq {
  @inline apply(x: v128, y: v128): v128 { return oneWhere(f64x2.le(x, y)) }
}

/** All bits where x is neither 0 nor NaN. */
// @ts-ignore: decorator
@inline
function holds(x: v128): v128 {
  return f64x2.gt(f64x2.abs(x), f64x2.splat(0))
}

// @ts-ignore: decorator
@unmanaged export class And {
  @inline apply(x: v128, y: v128): v128 { return oneWhere(v128.and(holds(x), holds(y))) }
}

// @ts-ignore: decorator
@unmanaged export class Or {
  @inline apply(x: v128, y: v128): v128 { return oneWhere(v128.or(holds(x), holds(y))) }
}

// @ts-ignore: decorator
@unmanaged export class Xor {
  @inline apply(x: v128, y: v128): v128 { return oneWhere(v128.xor(holds(x), holds(y))) }
}

/** NaN stays, and −0 becomes 0: as Relu of a sum. */
// @ts-ignore: decorator
@unmanaged export class AddRelu {
  @inline apply(x: v128, y: v128): v128 {
    const zero = f64x2.splat(0)
    return f64x2.add(f64x2.pmax(f64x2.add(x, y), zero), zero)
  }
}

/** x where it is above 0, else x times the slope y. */
// @ts-ignore: decorator
@unmanaged export class LeakyRelu {
  @inline apply(x: v128, y: v128): v128 {
    return v128.bitselect(x, f64x2.mul(x, y), f64x2.gt(x, f64x2.splat(0)))
  }
}
