"""The listings and sessions of notebook 04."""

import numpy as np

TRANSCRIPTS = {
    "E40": [
        "import numpy as np",
        "np.exp(np.array([709.78, 709.79]))",
        "np.exp(np.array([88.72, 88.73], dtype=np.float32))",
        "np.exp(np.array([11.0, 12.0], dtype=np.float16))",
        "np.array([np.inf]) / np.inf",
    ],
}

SCORES = np.array([0.3, 2.9, 4.0])
LARGE = np.array([1010, 1000, 990])


def c5():
    def softmax(a):
        exp_a = np.exp(a)
        sum_exp_a = np.sum(exp_a)
        y = exp_a / sum_exp_a

        return y

    return {"y": softmax(SCORES), "large": softmax(LARGE)}


def stable(a):
    c = np.max(a)
    exp_a = np.exp(a - c)
    sum_exp_a = np.sum(exp_a)
    y = exp_a / sum_exp_a

    return y


def c6():
    return {"y": stable(SCORES), "large": stable(LARGE)}


def e4():
    a = np.array([SCORES, SCORES, [-800, -801, -802]])
    exp_a = np.exp(a - a.max(axis=1, keepdims=True))
    return {"printed": stable(a), "repaired": exp_a / exp_a.sum(axis=1, keepdims=True)}


def n14():
    sigmoid = lambda a: 1 / (1 + np.exp(-a))
    z = np.array([[1, 0.5]])
    W1, b1 = np.array([[0.1, 0.3, 0.5], [0.2, 0.4, 0.6]]), np.array([0.1, 0.2, 0.3])
    W2, b2 = np.array([[0.1, 0.4], [0.2, 0.5], [0.3, 0.6]]), np.array([0.1, 0.2])
    W3, b3 = np.array([[0.1, 0.3], [0.2, 0.4]]), np.array([0.1, 0.2])
    return {"y": sigmoid(sigmoid(z @ W1 + b1) @ W2 + b2) @ W3 + b3}


VALUES = {"C5": c5, "C6": c6, "E4": e4, "N14": n14}
