"""The listings of notebook 16, with im2col and col2im, which the notes use and do not print."""

import numpy as np


def places(shape, FH, FW, stride, pad):
    """Of every window, in the order of its row: image and place of its upper left corner."""
    N, C, H, W = shape
    out_h = (H + 2 * pad - FH) // stride + 1
    out_w = (W + 2 * pad - FW) // stride + 1
    return [(n, p * stride, q * stride) for n in range(N) for p in range(out_h) for q in range(out_w)]


def im2col(x, FH, FW, stride=1, pad=0):
    padded = np.pad(x, [(0, 0), (0, 0), (pad, pad), (pad, pad)])
    rows = [padded[n, :, i : i + FH, j : j + FW].ravel() for n, i, j in places(x.shape, FH, FW, stride, pad)]
    return np.array(rows)


def col2im(col, shape, FH, FW, stride=1, pad=0):
    N, C, H, W = shape
    padded = np.zeros((N, C, H + 2 * pad, W + 2 * pad))
    for row, (n, i, j) in zip(col, places(shape, FH, FW, stride, pad)):
        padded[n, :, i : i + FH, j : j + FW] += row.reshape(C, FH, FW)
    return padded[:, :, pad : pad + H, pad : pad + W]


class Convolution:
    def __init__(self, W, b, stride=1, pad=0):
        self.W = W
        self.b = b
        self.stride = stride
        self.pad = pad
        self.x = None
        self.col = None
        self.col_W = None
        self.dW = None
        self.db = None

    def forward(self, x):
        FN, C, FH, FW = self.W.shape
        N, C, H, W = x.shape
        out_h = 1 + int((H + 2 * self.pad - FH) / self.stride)
        out_w = 1 + int((W + 2 * self.pad - FW) / self.stride)

        col = im2col(x, FH, FW, self.stride, self.pad)
        col_W = self.W.reshape(FN, -1).T

        out = np.dot(col, col_W) + self.b
        out = out.reshape(N, out_h, out_w, -1).transpose(0, 3, 1, 2)

        self.x = x
        self.col = col
        self.col_W = col_W

        return out

    def backward(self, dout):
        FN, C, FH, FW = self.W.shape
        dout = dout.transpose(0, 2, 3, 1).reshape(-1, FN)

        self.db = np.sum(dout, axis=0)
        self.dW = np.dot(self.col.T, dout)
        self.dW = self.dW.transpose(1, 0).reshape(FN, C, FH, FW)

        dcol = np.dot(dout, self.col_W.T)
        dx = col2im(dcol, self.x.shape, FH, FW, self.stride, self.pad)

        return dx


class Pooling:
    def __init__(self, pool_h, pool_w, stride=1, pad=0):
        self.pool_h = pool_h
        self.pool_w = pool_w
        self.stride = stride
        self.pad = pad
        self.x = None
        self.arg_max = None

    def forward(self, x):
        N, C, H, W = x.shape
        out_h = int(1 + (H - self.pool_h) / self.stride)
        out_w = int(1 + (W - self.pool_w) / self.stride)

        col = im2col(x, self.pool_h, self.pool_w, self.stride, self.pad)
        col = col.reshape(-1, self.pool_h * self.pool_w)

        arg_max = np.argmax(col, axis=1)
        out = np.max(col, axis=1)
        out = out.reshape(N, out_h, out_w, C).transpose(0, 3, 1, 2)

        self.x = x
        self.arg_max = arg_max

        return out

    def backward(self, dout):
        dout = dout.transpose(0, 2, 3, 1)

        pool_size = self.pool_h * self.pool_w
        dmax = np.zeros((dout.size, pool_size))
        dmax[np.arange(self.arg_max.size), self.arg_max.flatten()] = dout.flatten()
        dmax = dmax.reshape(dout.shape + (pool_size,))

        dcol = dmax.reshape(dmax.shape[0] * dmax.shape[1] * dmax.shape[2], -1)
        dx = col2im(dcol, self.x.shape, self.pool_h, self.pool_w, self.stride, self.pad)

        return dx


def waves(*shape, pace=1.0):
    return np.sin(pace * np.arange(float(np.prod(shape)))).reshape(shape)


def said(run):
    try:
        run()
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return "no error"


def convolution():
    x = waves(2, 3, 5, 6)
    layer = Convolution(waves(4, 3, 3, 3, pace=0.7), waves(4), stride=2, pad=1)
    y = layer.forward(x)
    dx = layer.backward(waves(*y.shape, pace=1.3))
    channels = said(lambda: layer.forward(waves(2, 1, 5, 6)))
    return {"y": y, "dx": dx, "dW": layer.dW, "db": layer.db, "channels": channels}


def pooling():
    x = waves(2, 3, 4, 6)
    layer = Pooling(2, 3, stride=2)
    y = layer.forward(x)
    dx = layer.backward(waves(*y.shape, pace=1.3))
    padded = said(lambda: Pooling(2, 2, stride=2, pad=1).forward(x))
    return {"y": y, "dx": dx, "padded": padded, "stride": Pooling(2, 2).forward(x).shape}


def windows():
    return {"col": im2col(np.arange(16.0).reshape(1, 1, 4, 4), 3, 3)}


VALUES = {"Convolution": convolution, "Pooling": pooling, "im2col": windows}
