"""micrograd: scalars, one object each."""

import math
from importlib.metadata import version as version_of

from micrograd.engine import Value

from data import arrays, digest

version = f"micrograd {version_of('micrograd')}"


def exp(x):
    """As in the lecture that micrograd belongs to; the package itself stops at powers."""
    out = Value(math.exp(x.data), (x,), "exp")

    def backward():
        x.grad += out.data * out.grad

    out._backward = backward
    return out


def sum_sigmoid(request):
    x, W, b = (a.tolist() for a in arrays(request["operands"], request.get("range")))

    def run():
        xs = [[Value(u) for u in row] for row in x]
        Ws = [[Value(u) for u in row] for row in W]
        bs = [Value(u) for u in b]
        total = Value(0)
        for row in xs:
            for j, bias in enumerate(bs):
                s = sum((u * Ws[k][j] for k, u in enumerate(row)), bias)
                total = total + (1 + exp(-s)) ** -1
        total.backward()
        rows = [*xs, *Ws, bs]
        return [value.grad for row in rows for value in row]

    return run, lambda: digest(run())


work = {"sumSigmoid": sum_sigmoid}
