"""The listing of notebook 15."""

import numpy as np

from layers import Dropout


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
