"""The same data for everybody, as data.ts makes them."""

import numpy as np

MODULUS = 2147483647


def numbers(seed):
    """Numbers from 0 to 1 (Lehmer's generator)."""
    state = seed
    while True:
        state = state * 48271 % MODULUS
        yield state / MODULUS


def arrays(sizes, limits=None):
    """An array for each shape, one after the other from one sequence."""
    low, high = limits or (0, 1)
    random = numbers(11)
    made = []
    for size in sizes:
        length = int(np.prod(size))
        flat = np.fromiter((next(random) for _ in range(length)), dtype=np.float64, count=length)
        made.append((low + (high - low) * flat).reshape(size))
    return made


def digest(values):
    """Two numbers that tell a result from others: the sum with weights 1 … 7, and of magnitudes."""
    flat = np.asarray(values, dtype=np.float64).reshape(-1)
    weights = 1 + np.arange(flat.size) % 7
    return [float(flat @ weights), float(np.abs(flat).sum())]


def on_arrays(operation, convert=lambda array: array, back=lambda result: result):
    """A piece of work from a function of arrays; `convert` brings them into the peer's own form."""

    def prepare(request):
        operands = [convert(a) for a in arrays(request["operands"], request.get("range"))]
        return lambda: operation(*operands), lambda: digest(back(operation(*operands)))

    return prepare
