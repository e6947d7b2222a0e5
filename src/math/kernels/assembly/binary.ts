/**
 * out = f(x, y) over rows × columns. Each operand has a step from row to row, in bytes, and along a
 * row either moves on element by element (step 8) or repeats one value (step 0).
 */
import {
  Add,
  AddRelu,
  And,
  Divide,
  Equal,
  Larger,
  LargerEq,
  LeakyRelu,
  Maximum,
  Minimum,
  Multiply,
  operator,
  Or,
  Smaller,
  SmallerEq,
  Subtract,
  Unequal,
  Xor,
} from './operators'

function table<F>(
  rows: u32, columns: u32, out: u32,
  x: u32, xRow: u32, xStep: u32, y: u32, yRow: u32, yStep: u32,
): void {
  for (let i: u32 = 0; i < rows; i++, out += columns << 3, x += xRow, y += yRow) {
    if (xStep == 0) repeatX<F>(columns, out, x, y)
    else if (yStep == 0) repeatY<F>(columns, out, x, y)
    else sideBySide<F>(columns, out, x, y)
  }
}

/** Here and below two pairs in a turn: the way round takes as long as one of them. */
function sideBySide<F>(n: u32, out: u32, x: u32, y: u32): void {
  const f = operator<F>()
  for (const end = out + ((n >> 2) << 5); out < end; out += 32, x += 32, y += 32) {
    v128.store(out, f.apply(v128.load(x), v128.load(y)))
    v128.store(out, f.apply(v128.load(x, 16), v128.load(y, 16)), 16)
  }
  if (n & 2) {
    v128.store(out, f.apply(v128.load(x), v128.load(y)))
    out += 16; x += 16; y += 16
  }
  if (n & 1) v128.store64_lane(out, f.apply(v128.load64_splat(x), v128.load64_splat(y)), 0)
}

function repeatX<F>(n: u32, out: u32, x: u32, y: u32): void {
  const f = operator<F>(), same = v128.load64_splat(x)
  for (const end = out + ((n >> 2) << 5); out < end; out += 32, y += 32) {
    v128.store(out, f.apply(same, v128.load(y)))
    v128.store(out, f.apply(same, v128.load(y, 16)), 16)
  }
  if (n & 2) {
    v128.store(out, f.apply(same, v128.load(y)))
    out += 16; y += 16
  }
  if (n & 1) v128.store64_lane(out, f.apply(same, v128.load64_splat(y)), 0)
}

function repeatY<F>(n: u32, out: u32, x: u32, y: u32): void {
  const f = operator<F>(), same = v128.load64_splat(y)
  for (const end = out + ((n >> 2) << 5); out < end; out += 32, x += 32) {
    v128.store(out, f.apply(v128.load(x), same))
    v128.store(out, f.apply(v128.load(x, 16), same), 16)
  }
  if (n & 2) {
    v128.store(out, f.apply(v128.load(x), same))
    out += 16; x += 16
  }
  if (n & 1) v128.store64_lane(out, f.apply(v128.load64_splat(x), same), 0)
}

export function add(
  rows: u32, columns: u32, out: u32,
  x: u32, xRow: u32, xStep: u32, y: u32, yRow: u32, yStep: u32,
): void {
  table<Add>(rows, columns, out, x, xRow, xStep, y, yRow, yStep)
}

export function subtract(
  rows: u32, columns: u32, out: u32,
  x: u32, xRow: u32, xStep: u32, y: u32, yRow: u32, yStep: u32,
): void {
  table<Subtract>(rows, columns, out, x, xRow, xStep, y, yRow, yStep)
}

export function dotMultiply(
  rows: u32, columns: u32, out: u32,
  x: u32, xRow: u32, xStep: u32, y: u32, yRow: u32, yStep: u32,
): void {
  table<Multiply>(rows, columns, out, x, xRow, xStep, y, yRow, yStep)
}

export function dotDivide(
  rows: u32, columns: u32, out: u32,
  x: u32, xRow: u32, xStep: u32, y: u32, yRow: u32, yStep: u32,
): void {
  table<Divide>(rows, columns, out, x, xRow, xStep, y, yRow, yStep)
}

export function maximum(
  rows: u32, columns: u32, out: u32,
  x: u32, xRow: u32, xStep: u32, y: u32, yRow: u32, yStep: u32,
): void {
  table<Maximum>(rows, columns, out, x, xRow, xStep, y, yRow, yStep)
}

export function minimum(
  rows: u32, columns: u32, out: u32,
  x: u32, xRow: u32, xStep: u32, y: u32, yRow: u32, yStep: u32,
): void {
  table<Minimum>(rows, columns, out, x, xRow, xStep, y, yRow, yStep)
}

export function equal(
  rows: u32, columns: u32, out: u32,
  x: u32, xRow: u32, xStep: u32, y: u32, yRow: u32, yStep: u32,
): void {
  table<Equal>(rows, columns, out, x, xRow, xStep, y, yRow, yStep)
}

export function unequal(
  rows: u32, columns: u32, out: u32,
  x: u32, xRow: u32, xStep: u32, y: u32, yRow: u32, yStep: u32,
): void {
  table<Unequal>(rows, columns, out, x, xRow, xStep, y, yRow, yStep)
}

export function larger(
  rows: u32, columns: u32, out: u32,
  x: u32, xRow: u32, xStep: u32, y: u32, yRow: u32, yStep: u32,
): void {
  table<Larger>(rows, columns, out, x, xRow, xStep, y, yRow, yStep)
}

export function largerEq(
  rows: u32, columns: u32, out: u32,
  x: u32, xRow: u32, xStep: u32, y: u32, yRow: u32, yStep: u32,
): void {
  table<LargerEq>(rows, columns, out, x, xRow, xStep, y, yRow, yStep)
}

export function smaller(
  rows: u32, columns: u32, out: u32,
  x: u32, xRow: u32, xStep: u32, y: u32, yRow: u32, yStep: u32,
): void {
  table<Smaller>(rows, columns, out, x, xRow, xStep, y, yRow, yStep)
}

export function smallerEq(
  rows: u32, columns: u32, out: u32,
  x: u32, xRow: u32, xStep: u32, y: u32, yRow: u32, yStep: u32,
): void {
  table<SmallerEq>(rows, columns, out, x, xRow, xStep, y, yRow, yStep)
}

export function and(
  rows: u32, columns: u32, out: u32,
  x: u32, xRow: u32, xStep: u32, y: u32, yRow: u32, yStep: u32,
): void {
  table<And>(rows, columns, out, x, xRow, xStep, y, yRow, yStep)
}

export function or(
  rows: u32, columns: u32, out: u32,
  x: u32, xRow: u32, xStep: u32, y: u32, yRow: u32, yStep: u32,
): void {
  table<Or>(rows, columns, out, x, xRow, xStep, y, yRow, yStep)
}

export function xor(
  rows: u32, columns: u32, out: u32,
  x: u32, xRow: u32, xStep: u32, y: u32, yRow: u32, yStep: u32,
): void {
  table<Xor>(rows, columns, out, x, xRow, xStep, y, yRow, yStep)
}

export function addRelu(
  rows: u32, columns: u32, out: u32,
  x: u32, xRow: u32, xStep: u32, y: u32, yRow: u32, yStep: u32,
): void {
  table<AddRelu>(rows, columns, out, x, xRow, xStep, y, yRow, yStep)
}

export function leakyRelu(
  rows: u32, columns: u32, out: u32,
  x: u32, xRow: u32, xStep: u32, y: u32, yRow: u32, yStep: u32,
): void {
  table<LeakyRelu>(rows, columns, out, x, xRow, xStep, y, yRow, yStep)
}
