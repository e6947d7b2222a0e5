/**
 * Comparisons, element by element, as mathjs makes them: numbers whose difference is in the
 * rounding (relative 1e-12, absolute 1e-15, see `math.config`) count as equal. The result is a
 * matrix of Booleans, which multiplies as 0 and 1.
 */
import type { Settings } from '../denseMatrix.js'
import type { Extension } from '../extension.js'
import type { FlatMatrix } from '../flatStorage.js'
import type { BinaryName, Operand } from '../kernels/index.js'
import { kernels } from '../kernels/index.js'
import { broadcastSize, type Size } from '../shapes.js'
import { operand } from './elementwise.js'

type Comparison = Extract<
  BinaryName,
  'equal' | 'unequal' | 'larger' | 'largerEq' | 'smaller' | 'smallerEq'
>

/** What each comparison says of equal numbers. */
const ofEquals: Readonly<Record<Comparison, 0 | 1>> = {
  equal: 1,
  unequal: 0,
  larger: 0,
  largerEq: 1,
  smaller: 0,
  smallerEq: 1,
}

export const comparisons: readonly Extension[] = Object.entries(ofEquals).map(([name, equals]) => ({
  name,
  signatures: ({ create, settings }) => {
    const compare = (x: FlatMatrix | number, y: FlatMatrix | number) => {
      const [a, b] = [operand(x), operand(y)]
      const size = broadcastSize(a.size, b.size, `math.${name}`)
      const result = kernels().binary(name as Comparison, a, b, size)
      whereNear(a, b, size, settings, (i) => {
        result[i] = equals
      })
      return create(result, size, true)
    }
    return {
      'FlatMatrix,FlatMatrix': compare,
      'FlatMatrix,number': compare,
      'number,FlatMatrix': compare,
    }
  },
}))

/**
 * Calls `mark` where x and y differ by rounding only: |x − y| ≤ max(relTol·max(|x|, |y|), absTol).
 */
function whereNear(
  x: Operand,
  y: Operand,
  size: Size,
  { relTol, absTol }: Settings,
  mark: (place: number) => void,
): void {
  const difference = kernels().binary('subtract', x, y, size)
  const larger = kernels().binary('maximum', magnitude(x), magnitude(y), size)
  for (let i = 0; i < difference.length; i++) {
    const distance = Math.abs(difference[i])
    if (distance <= Math.max(relTol * larger[i], absTol) && distance !== Infinity) mark(i)
  }
}

function magnitude({ data, size }: Operand): Operand {
  return { data: kernels().unary('abs', data), size }
}
