"""The formulas and sessions of notebook 05."""

import numpy as np

TRANSCRIPTS = {
    "E8": [
        "import numpy as np",
        "y = np.array([0.1, 0.05, 0.6, 0, 0.05, 0.1, 0, 0.1, 0, 0])",
        "t = np.array([0, 0, 1, 0, 0, 0, 0, 0, 0, 0])",
        "-np.sum(t * np.log(y))",
    ],
}

T = np.array([0, 0, 1, 0, 0, 0, 0, 0, 0, 0])
GOOD = np.array([0.1, 0.05, 0.6, 0, 0.05, 0.1, 0, 0.1, 0, 0])
BAD = np.array([0.1, 0.05, 0.1, 0, 0.05, 0.1, 0, 0.6, 0, 0])


def f2():
    half = lambda y: 0.5 * np.sum((y - T) ** 2)
    return {"good": half(GOOD), "bad": half(BAD), "mean": np.mean((BAD - T) ** 2)}


def f3():
    right = lambda y: -np.log(y[2])
    with_epsilon = lambda y: -np.sum(T * np.log(y + 1e-7))
    return {
        "good": right(GOOD),
        "bad": right(BAD),
        "goodWithEpsilon": with_epsilon(GOOD),
        "badWithEpsilon": with_epsilon(BAD),
    }


def f4():
    y = np.array([GOOD, BAD, GOOD])
    return {"mean": -np.mean(np.log(y[np.arange(3), [2, 2, 0]]))}


VALUES = {"F2": f2, "F3": f3, "F4": f4}
