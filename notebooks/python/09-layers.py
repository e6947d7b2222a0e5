"""
The listings and sessions of notebook 09. Inputs are quarters in a fixed pattern, exact in binary.
"""

import numpy as np

from layers import (
    Affine,
    BatchNormalization,
    Convolution,
    Dropout,
    Pooling,
    Relu,
    Sigmoid,
    SoftmaxWithLoss,
)

RELU_WITHOUT_COLON = "class Relu:\n\tdef __init__(self)\n\t\tself.mask = None"
# as the notes have it, with the colon added: a tab, then four spaces and a tab
RELU_WITH_TABS = "class Relu:\n\tdef __init__(self):\n    \tself.mask = None"
SIGMOID_WITH_TABS = (
    "class sigmoid:\n    def backward(self,dout):\n\t\tdx = dout * (1.0 - self.out)*self.out"
    "\n        \n        return dx"
)

TRANSCRIPTS = {
    "E20": [RELU_WITHOUT_COLON],
    "E21": [RELU_WITH_TABS, SIGMOID_WITH_TABS],
    "E29": ["from common.util import im2col, col2im"],
}


def pattern(*shape, step=7):
    count = int(np.prod(shape))
    return ((np.arange(count) * step) % 11 - 5).reshape(shape) / 4


class ShortAffine:
    """C13 with its slip E24 put right."""

    def __init__(self, w, b):
        self.w = w
        self.b = b

    def forward(self, x):
        self.x = x
        return np.dot(x, self.w) + self.b

    def backward(self, dout):
        dx = np.dot(dout, self.w.T)
        self.dw = np.dot(self.x.T, dout)
        self.db = np.sum(dout, axis=0)
        return dx


def passed(layer, x, step=5, **options):
    """Forward, and backward with a pattern as the gradient that arrives."""
    y = layer.forward(x, **options)
    return {"y": y, "dx": layer.backward(pattern(*y.shape, step=step))}


def c11():
    return passed(Relu(), pattern(3, 4))


def c12():
    return passed(Sigmoid(), pattern(3, 4))


def c13():
    layer = ShortAffine(pattern(2, 3), pattern(3, step=2))
    return passed(layer, pattern(5, 2, step=3)) | {"dw": layer.dw, "db": layer.db}


def c14():
    layer = SoftmaxWithLoss()
    t = np.eye(3)[[2, 0]]
    return {"loss": layer.forward(pattern(2, 3), t), "y": layer.y, "dx": layer.backward()}


def c15():
    affine = Affine(pattern(12, 4), pattern(4, step=2))
    affine_results = passed(affine, pattern(2, 3, 2, 2)) | {"dW": affine.dW, "db": affine.db}

    loss = SoftmaxWithLoss()
    value = loss.forward(pattern(4, 3), np.array([2, 0, 1, 1]))

    np.random.seed(9)
    dropout = Dropout(0.5)
    dropped = passed(dropout, pattern(4, 6)) | {"mask": dropout.mask.astype(float)}
    dropped["inference"] = dropout.forward(pattern(4, 6), train_flg=False)

    norm = BatchNormalization(pattern(3, step=2), pattern(3, step=3))
    normed = passed(norm, pattern(5, 3)) | {"dgamma": norm.dgamma, "dbeta": norm.dbeta}
    normed["inference"] = norm.forward(pattern(5, 3), train_flg=False)

    conv = Convolution(pattern(4, 3, 3, 3), pattern(4, step=2), stride=2, pad=1)
    convolved = passed(conv, pattern(2, 3, 5, 5)) | {"dW": conv.dW, "db": conv.db}

    return {
        "Relu": passed(Relu(), pattern(2, 3)),
        "Sigmoid": passed(Sigmoid(), pattern(2, 3)),
        "Affine": affine_results,
        "SoftmaxWithLoss": {"loss": value, "dx": loss.backward()},
        "Dropout": dropped,
        "BatchNormalization": normed,
        "Convolution": convolved,
        "Pooling": passed(Pooling(2, 2, stride=2), pattern(2, 3, 4, 4)),
    }


VALUES = {"C11": c11, "C12": c12, "C13": c13, "C14": c14, "C15": c15}
