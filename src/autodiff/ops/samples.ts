/**
 * Arguments for the tests of operations that move elements: no two elements of a matrix are equal.
 */
export const matrix = [
  [1, 2, 3],
  [4, 5, 6],
]
export const cube = [
  [
    [1, 2],
    [3, 4],
    [5, 6],
  ],
  [
    [0.5, 1],
    [-1, 2],
    [7, 8],
  ],
]
