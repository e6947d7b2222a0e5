"""The gates and the learning rule of notebook 02. The notes name both and list no code."""

import numpy as np

X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
WEIGHTS = {"AND": (0.5, 0.5, -0.7), "NAND": (-0.5, -0.5, 0.7), "OR": (0.5, 0.5, -0.2)}


def gate(name, x1, x2):
    w1, w2, b = WEIGHTS[name]
    return int(np.sum(np.array([w1, w2]) * np.array([x1, x2])) + b > 0)


def xor(x1, x2):
    return gate("AND", gate("NAND", x1, x2), gate("OR", x1, x2))


def n6():
    tables = {name: [gate(name, x1, x2) for x1, x2 in X] for name in WEIGHTS}
    return {**tables, "XOR": [xor(x1, x2) for x1, x2 in X]}


def learn(t, lr=0.1, epochs=30):
    """Rosenblatt's rule, example by example, until an epoch passes without a mistake."""
    w, b = np.zeros(2), 0.0
    mistakes = []
    while len(mistakes) < epochs and (not mistakes or mistakes[-1] > 0):
        wrong = 0
        for x, target in zip(X, t):
            error = target - int(b + x[0] * w[0] + x[1] * w[1] > 0)
            if error:
                wrong += 1
                w += lr * error * x
                b += lr * error
        mistakes.append(wrong)
    return {"w": w, "b": b, "mistakes": mistakes}


def n7():
    return {name: learn(table) for name, table in n6().items()}


VALUES = {"N6": n6, "N7": n7}
