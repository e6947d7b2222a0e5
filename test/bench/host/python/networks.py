"""The same data and parameters for everybody, as peers/networks/problem.ts makes them."""

from data import arrays
import numpy as np

EPISODE = 200  # steps after which a training starts afresh
COMPARED = 20  # the losses of so many steps are compared
CLASSES = 10


def problem(request):
    """x, one-hot t, and the weights by layer, in the range of He."""
    size, *sizes = request["operands"]
    x, labels, *weights = arrays([size, [size[0]], *sizes])
    t = np.eye(CLASSES)[np.floor(CLASSES * labels).astype(int)]
    return x, t, [(2 * u - 1) * (6 / inputs(u.shape)) ** 0.5 for u in weights]


def inputs(shape):
    return shape[0] if len(shape) == 2 else shape[1] * shape[2] * shape[3]


def biases(weights):
    return [np.zeros(W.shape[1] if W.ndim == 2 else W.shape[0]) for W in weights]


def training(begin):
    """`begin` makes a network anew and gives its step, which returns the loss."""
    step, steps = None, 0

    def run():
        nonlocal step, steps
        if steps % EPISODE == 0:
            step = begin()
        steps += 1
        step()

    def check():
        first = begin()
        return [float(first()) for _ in range(COMPARED)]

    return run, check
