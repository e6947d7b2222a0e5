/**
 * # Windows on images
 *
 * im2col copies each element of an image to all the windows that it lies in. Its gradient is the
 * sum of the gradients of the copies, which is col2im; and the gradient of that sum goes back to
 * every copy, which is im2col. As linear maps each is the transpose of the other:
 *
 * $$ \langle \operatorname{im2col} x,\; c \rangle = \langle x,\; \operatorname{col2im} c \rangle $$
 *
 * In a pooling window the largest element alone makes the result, and gets its gradient (of equals
 * the first); of an average each element has an equal share.
 */
import { count } from '../../math/flatStorage.js'
import { math } from '../../math/instance.js'
import { shape } from '../../math/storage.js'
import { type Matrix, type Value, valueIn } from '../../math/types.js'
import type { WindowOptions } from '../../math/windows.js'
import { op } from '../op.js'
import { shaped } from './shaped.js'

const image = (channels: number, height: number, width: number) =>
  [0, 1].map((n) =>
    Array.from({ length: channels }, (_, c) =>
      Array.from({ length: height }, (_, i) =>
        Array.from({ length: width }, (_, j) => Math.sin(1 + 40 * n + 9 * c + 5 * i + j)),
      ),
    ),
  )

export const im2col = op({
  name: 'im2col',
  formula: String.raw`y_{(n,p,q),(c,i,j)} = x_{n,\,c,\,sp + i - d,\,sq + j - d}`,
  source: 'its transpose',
  vjp: (g: Value, _y: Value, x: Value, height: number, width: number, options?: WindowOptions) => [
    math.col2im(shaped(g), shape(x), height, width, options ?? {}),
  ],
  samples: [
    [image(1, 3, 3), 2, 2],
    [image(2, 3, 4), 3, 2, { stride: [2, 1], pad: [1, 2] }],
  ],
  domain: [[-3, 3]],
})

export const col2im = op({
  name: 'col2im',
  formula: String.raw`y_{nckl} = \sum_{sp + i - d = k,\; sq + j - d = l} x_{(n,p,q),(c,i,j)}`,
  source: 'its transpose',
  vjp: (
    g: Value,
    _y: Value,
    _x: Value,
    _size: readonly number[],
    height: number,
    width: number,
    options?: WindowOptions,
  ) => [math.im2col(shaped(g), height, width, options ?? {})],
  samples: [
    [image(1, 4, 4)[0][0], [1, 1, 3, 3], 2, 2],
    [image(1, 4, 8)[1][0], [1, 2, 3, 4], 2, 2, { stride: 2, pad: [1, 0] }],
  ],
  domain: [[-3, 3]],
})

export const maxPool = op({
  name: 'maxPool',
  formula: String.raw`y_{ncpq} = \max_{i,j} x_{n,\,c,\,sp + i - d,\,sq + j - d}`,
  source: 'notes, Pooling',
  vjp: (g: Value, _y: Value, x: Value, height: number, width: number, options?: WindowOptions) => {
    // x has axes, as a number has no windows
    const places = math.argMaxPool(valueIn(x) as Matrix, height, width, options ?? {})
    const flatG = math.reshape(shaped(g), [-1])
    const list = math.reshape(places, [-1])
    return [math.reshape(math.scatterAdd(flatG, list, count(shape(x))), shape(x))]
  },
  samples: [
    [image(2, 4, 4), 2, 2, { stride: 2 }],
    [image(1, 3, 4), 3, 2, { stride: [2, 1], pad: 1 }],
  ],
  domain: [[-3, 3]],
})

export const averagePool = op({
  name: 'averagePool',
  formula: String.raw`y_{ncpq} = \frac{1}{hw} \sum_{i,j} x_{n,\,c,\,sp + i - d,\,sq + j - d}`,
  source: 'as mean',
  vjp: (g: Value, _y: Value, x: Value, height: number, width: number, options?: WindowOptions) => {
    const [N, C, H, W] = shape(x)
    const each = math.dotDivide(math.reshape(shaped(g), [-1, 1]), height * width)
    const spread = math.broadcastTo(each, [count(shape(g)), height * width])
    const planes = math.col2im(spread, [N * C, 1, H, W], height, width, options ?? {})
    return [math.reshape(planes, [N, C, H, W])]
  },
  samples: [
    [image(2, 4, 4), 2, 2, { stride: 2 }],
    [image(1, 3, 4), 3, 2, { stride: [2, 1], pad: 1 }],
  ],
  domain: [[-3, 3]],
})
