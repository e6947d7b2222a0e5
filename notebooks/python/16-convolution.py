"""The listings of notebook 16."""

import numpy as np

from functions import im2col
from layers import Convolution, Pooling


def waves(*shape, pace=1.0):
    return np.sin(pace * np.arange(float(np.prod(shape)))).reshape(shape)


def said(run):
    try:
        run()
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return "no error"


def convolution():
    x = waves(2, 3, 5, 6)
    layer = Convolution(waves(4, 3, 3, 3, pace=0.7), waves(4), stride=2, pad=1)
    y = layer.forward(x)
    dx = layer.backward(waves(*y.shape, pace=1.3))
    channels = said(lambda: layer.forward(waves(2, 1, 5, 6)))
    return {"y": y, "dx": dx, "dW": layer.dW, "db": layer.db, "channels": channels}


def pooling():
    x = waves(2, 3, 4, 6)
    layer = Pooling(2, 3, stride=2)
    y = layer.forward(x)
    dx = layer.backward(waves(*y.shape, pace=1.3))
    padded = said(lambda: Pooling(2, 2, stride=2, pad=1).forward(x))
    return {"y": y, "dx": dx, "padded": padded, "stride": Pooling(2, 2).forward(x).shape}


def windows():
    return {"col": im2col(np.arange(16.0).reshape(1, 1, 4, 4), 3, 3)}


VALUES = {"Convolution": convolution, "Pooling": pooling, "im2col": windows}
