import type { MathJsInstance } from 'mathjs'
import type { Matrix } from '../../../src/math/types.js'

/**
 * Another storage for a dense matrix of numbers or Booleans, the place-th of its list; m made it.
 */
export type Store = (matrix: Matrix, m: MathJsInstance, place: number) => unknown

/** Lists of arguments of that instance, made anew by each call. */
export function argumentLists(m: MathJsInstance, put: Store): (() => unknown[])[] {
  let place = 0
  const store = (matrix: Matrix) => put(matrix, m, place++)
  const A = () =>
    store(
      m.matrix([
        [4, 1],
        [1.5, 3],
      ]),
    )
  const B = () =>
    store(
      m.matrix([
        [-1, 2],
        [0.5, 5],
      ]),
    )
  const v = () => store(m.matrix([1, -2, 3]))
  const cube = () =>
    store(
      m.matrix([
        [
          [1, 2],
          [3, 4],
        ],
        [
          [5, 6],
          [7, 8],
        ],
      ] as never),
    )
  const booleans = () =>
    store(
      m.matrix([
        [true, false],
        [true, true],
      ] as never),
    )
  const sparse = () =>
    m.sparse([
      [4, 1],
      [1.5, 3],
    ])
  const complex = () => m.matrix([m.complex(1, 2), m.complex(3, -1)] as never)
  const array = [
    [-1, 2],
    [0.5, 5],
  ]
  const empty = (...size: number[]) => store(m.zeros(...size) as Matrix)
  const special = () => store(m.matrix([1, Number.NaN, Infinity, -0]))
  const lists: (() => unknown[])[] = [
    () => [A()],
    () => [v()],
    () => [cube()],
    () => [booleans()],
    () => [sparse()],
    () => [complex()],
    () => [special()],
    () => [array],
    () => [[2, 3]],
    () => [m.matrix([m.bignumber(1), m.bignumber(2)] as never)],
    () => [m.matrix([m.fraction(1, 3)] as never)],
    () => [m.matrix(['a', 'b'] as never)],
    () => [m.matrix([])],
    ...[2, 0, -1, 0.5, true, 'a', '2', null, undefined].map((x) => () => [x]),
    () => [],
    () => [m.complex(1, -2)],
    () => [m.bignumber(3)],
    () => [2, 3],
    () => [-1, 0.5],
    () => [2, m.complex(0, 1)],
    () => [2, 3, 4],
    ...[2, 0, 1, -1, 0.5, true, 'a', undefined].map((x) => () => [A(), x]),
    ...[2, 0].map((x) => () => [x, A()]),
    () => [B(), 0.5],
    () => [A(), B()],
    () => [A(), array],
    () => [array, A()],
    () => [array, array],
    () => [A(), sparse()],
    () => [sparse(), A()],
    () => [cube(), cube()],
    () => [cube(), A()],
    () => [v(), v()],
    () => [v(), 2],
    () => [v(), 0],
    () => [A(), v()],
    () => [A(), store(m.matrix([1, 2]))],
    () => [store(m.matrix([1, 2])), A()],
    () => [complex(), store(m.matrix([1, 2]))],
    () => [store(m.matrix([1, 2])), complex()],
    () => [A(), m.complex(0, 1)],
    () => [A(), m.bignumber(2)],
    () => [A(), m.unit('3 cm')],
    () => [booleans(), A()],
    () => [booleans(), booleans()],
    () => [booleans(), 0],
    () => [special(), special()],
    () => [store(m.matrix([1, 2])), store(m.matrix([1 + 1e-14, 2.1]))],
    () => [A(), m.matrix([])],
    () => [store(m.matrix([[1, 2]])), 0],
    () => [A(), (x: number) => x * 2],
    () => [A(), [1, 4]],
    () => [A(), B(), A()],
    () => [v(), v(), v()],
    () => [A(), m.index(0, 1)],
    () => [A(), m.index([0, 1], 1)],
    () => [A(), m.index(5, 1)],
    () => [A(), m.index(0, 1), 9],
    () => [A(), m.index(2, 1), 9],
    () => [empty(0)],
    () => [empty(0, 3)],
    () => [empty(3, 0)],
    () => [empty(0), empty(0)],
    () => [empty(0, 3), empty(0, 3)],
    () => [empty(0, 3), v()],
    () => [empty(0, 3), 2],
  ]
  return lists.map((list) => () => {
    place = 0
    return list()
  })
}
