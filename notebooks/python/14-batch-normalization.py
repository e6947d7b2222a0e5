"""The listing and the session of notebook 14."""

import numpy as np

from layers import BatchNormalization

X = np.array([[1.0, 20.0, -0.1], [3.0, 0.0, 0.4], [-2.0, 50.0, 0.05], [0.0, 10.0, 0.2]])
DOUT = np.array([[0.1, -0.2, 0.3], [-0.4, 0.5, 0.6], [0.7, 0.8, -0.9], [1.0, -1.1, 0.2]])
GAMMA = np.array([1.0, 2.0, 0.5])
BETA = np.array([0.0, -1.0, 0.25])


def two_dimensional():
    layer = BatchNormalization(GAMMA, BETA)
    y = layer.forward(X)
    dx = layer.backward(DOUT)
    return {
        "y": y,
        "dx": dx,
        "dgamma": layer.dgamma,
        "dbeta": layer.dbeta,
        "running_mean": layer.running_mean,
        "running_var": layer.running_var,
        "inference": layer.forward(X, train_flg=False),
    }


def images():
    x = np.sin(np.arange(36.0)).reshape(3, 2, 2, 3)
    layer = BatchNormalization(np.ones(12), np.zeros(12))
    return {"y": layer.forward(x), "dx": layer.backward(np.cos(x)), "numbers": layer.dgamma.size}


def single():
    layer = BatchNormalization(GAMMA, BETA)
    return {"y": layer.forward(X[:1]), "dx": layer.backward(DOUT[:1])}


TRANSCRIPTS = {
    "E56": [
        "class BatchNormalization:  # only what the notes' __init__ sets up\n"
        "    def __init__(self):\n"
        "        self.xc = None\n"
        "        self.std = None\n"
        "    def backward(self, dout):\n"
        "        return self.xn * dout\n",
        "BatchNormalization().backward(1.0)",
    ],
}

VALUES = {"two-dimensional": two_dimensional, "images": images, "single": single}
