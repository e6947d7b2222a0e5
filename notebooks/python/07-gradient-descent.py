"""The formulas of notebook 07, computed with NumPy."""

import numpy as np


def numerical_gradient(f, x):
    """The notes' gradient, over an array of any shape."""
    h = 1e-4
    grad = np.zeros_like(x)
    for idx in np.ndindex(x.shape):
        tmp_val = x[idx]
        x[idx] = tmp_val + h
        fxh1 = f(x)
        x[idx] = tmp_val - h
        fxh2 = f(x)
        grad[idx] = (fxh1 - fxh2) / (2 * h)
        x[idx] = tmp_val
    return grad


def f9():
    def descent(lr, steps=100):
        x = np.array([-3.0, 4.0])
        for _ in range(steps):
            x -= lr * numerical_gradient(lambda x: x[0] ** 2 + x[1] ** 2, x)
        return x

    return {f"lr {lr}": descent(lr) for lr in (0.1, 10.0, 1e-10)}


def f13():
    W = np.array([[0.5, 0.1, 0.3], [0.9, 0.4, 0.7]])
    x = np.array([[0.6, 0.9]])
    t = np.array([[0, 0, 1]])

    def softmax(a):
        e = np.exp(a - np.max(a, axis=1, keepdims=True))
        return e / np.sum(e, axis=1, keepdims=True)

    def loss(W):
        return -np.sum(t * np.log(softmax(x @ W)))

    return {
        "loss": loss(W),
        "by differences": numerical_gradient(loss, W),
        "by hand": x.T @ (softmax(x @ W) - t),
    }


VALUES = {"F9": f9, "F13": f13}
