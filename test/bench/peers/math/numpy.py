"""NumPy, written leanly: temporaries are reused where an expert would."""

import numpy as np

from data import arrays, digest, on_arrays
from start_up import start_up

version = f"numpy {np.__version__}"


def add_relu(x, b):
    y = x + b
    return np.maximum(y, 0, out=y)


def sigmoid(x):
    y = np.negative(x)
    np.exp(y, out=y)
    y += 1
    return np.reciprocal(y, out=y)


def im2col(x):
    windows = np.lib.stride_tricks.sliding_window_view(x, (5, 5), axis=(2, 3))
    n, c, rows, columns, height, width = windows.shape
    return windows.transpose(0, 2, 3, 1, 4, 5).reshape(n * rows * columns, c * height * width)


def col2im(columns):
    windows = columns.reshape(100, 24, 24, 25).transpose(3, 0, 1, 2)
    images = np.zeros((100, 28, 28))
    for i in range(5):
        for j in range(5):
            images[:, i : i + 24, j : j + 24] += windows[5 * i + j]
    return images


def max_pool(x):
    y = np.maximum(x[..., ::2, ::2], x[..., ::2, 1::2])
    np.maximum(y, x[..., 1::2, ::2], out=y)
    return np.maximum(y, x[..., 1::2, 1::2], out=y)


def adam(request):
    W, g = arrays(request["operands"], (-1, 1))
    step = Adam(W, g)

    def check():
        for _ in range(3):
            step()
        return digest(W)

    return step, check


class Adam:
    def __init__(self, W, g, lr=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.W, self.g = W, g
        self.lr, self.beta1, self.beta2, self.epsilon = lr, beta1, beta2, epsilon
        self.m, self.v, self.a = np.zeros_like(W), np.zeros_like(W), np.empty_like(W)
        self.t = 0

    def __call__(self):
        W, g, m, v, a = self.W, self.g, self.m, self.v, self.a
        self.t += 1
        m *= self.beta1
        m += np.multiply(g, 1 - self.beta1, out=a)
        v *= self.beta2
        np.multiply(g, g, out=a)
        a *= 1 - self.beta2
        v += a
        root = (1 - self.beta2**self.t) ** 0.5
        np.sqrt(v, out=a)
        a += self.epsilon * root
        np.divide(m, a, out=a)
        a *= self.lr * root / (1 - self.beta1**self.t)
        W -= a


work = {
    "multiply": on_arrays(np.matmul),
    "multiplyTransposed": on_arrays(lambda a, b: a.T @ b),
    "add": on_arrays(np.add),
    "addRelu": on_arrays(add_relu),
    "dotMultiply": on_arrays(np.multiply),
    "transpose": on_arrays(lambda x: np.ascontiguousarray(x.T)),
    "exp": on_arrays(np.exp),
    "log": on_arrays(np.log),
    "tanh": on_arrays(np.tanh),
    "sigmoid": on_arrays(sigmoid),
    "sum": on_arrays(np.sum),
    "sum0": on_arrays(lambda x: x.sum(0)),
    "sum1": on_arrays(lambda x: x.sum(1)),
    "max1": on_arrays(lambda x: x.max(1)),
    "im2col": on_arrays(im2col),
    "col2im": on_arrays(col2im),
    "maxPool": on_arrays(max_pool),
    "adam": adam,
    "startUp": start_up("import numpy as np; print(np.matmul([[1.0, 2.0]], [[3.0], [4.0]])[0, 0])"),
}
