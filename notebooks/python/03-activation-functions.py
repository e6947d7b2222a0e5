"""The listings and sessions of notebook 03."""

import numpy as np

TRANSCRIPTS = {
    "E1": ["import numpy as np", "np.array(np.arange(-1, 2) > 0, dtype=np.int)"],
}


def c2():
    def step_function(x):
        return np.array(x > 0, dtype=int)

    X = np.arange(-5.0, 5.0, 0.1)
    return {"Y": step_function(X), "middle": X[50]}


def c3():
    def sigmoid(x):
        return 1 / (1 + np.exp(-x))

    return {"Y": sigmoid(np.arange(-5.0, 5.0, 0.1))}


def c4():
    def relu(x):
        return np.maximum(0, x)

    return {"y": relu(np.arange(-5.0, 5.0, 0.1))}


VALUES = {"C2": c2, "C3": c3, "C4": c4}
