"""The functions that the notes' listing imports from the book and does not print, written anew."""

import numpy as np


def softmax(x):
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def cross_entropy_error(y, t):
    if t.size == y.size:
        t = t.argmax(axis=1)
    return -np.sum(np.log(y[np.arange(len(y)), t])) / len(y)


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def places(shape, FH, FW, stride, pad):
    """Of every window, in the order of its row: image and place of its upper left corner."""
    N, C, H, W = shape
    out_h = (H + 2 * pad - FH) // stride + 1
    out_w = (W + 2 * pad - FW) // stride + 1
    return [
        (n, p * stride, q * stride)
        for n in range(N)
        for p in range(out_h)
        for q in range(out_w)
    ]


def im2col(x, FH, FW, stride=1, pad=0):
    padded = np.pad(x, [(0, 0), (0, 0), (pad, pad), (pad, pad)])
    corners = places(x.shape, FH, FW, stride, pad)
    return np.array([padded[n, :, i : i + FH, j : j + FW].ravel() for n, i, j in corners])


def col2im(col, shape, FH, FW, stride=1, pad=0):
    N, C, H, W = shape
    padded = np.zeros((N, C, H + 2 * pad, W + 2 * pad))
    for row, (n, i, j) in zip(col, places(shape, FH, FW, stride, pad)):
        padded[n, :, i : i + FH, j : j + FW] += row.reshape(C, FH, FW)
    return padded[:, :, pad : pad + H, pad : pad + W]
