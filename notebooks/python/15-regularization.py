"""The listing of notebook 15."""

import numpy as np


class Dropout:
    """
    http://arxiv.org/abs/1207.0580
    """

    def __init__(self, dropout_ratio=0.5):
        self.dropout_ratio = dropout_ratio
        self.mask = None

    def forward(self, x, train_flg=True):
        if train_flg:
            self.mask = np.random.rand(*x.shape) > self.dropout_ratio
            return x * self.mask
        else:
            return x * (1.0 - self.dropout_ratio)

    def backward(self, dout):
        return dout * self.mask


def dropout():
    np.random.seed(1)
    x = np.arange(1.0, 13.0).reshape(3, 4)
    layer = Dropout(0.3)
    y = layer.forward(x)
    return {
        "x": x,
        "mask": layer.mask.astype(float),
        "y": y,
        "dx": layer.backward(np.cos(x)),
        "inference": layer.forward(x, train_flg=False),
    }


VALUES = {"Dropout": dropout}
