"""NumPy, written leanly: products by its BLAS, temporaries reused, nothing computed twice."""

import numpy as np

from data import digest
from networks import biases, problem, training

version = f"numpy {np.__version__}"


class Affine:
    def __init__(self, W, b):
        self.params = [W, b]
        self.first = False

    def forward(self, x):
        W, b = self.params
        self.shape, self.x = x.shape, x.reshape(len(x), -1)
        y = self.x @ W
        y += b
        return y

    def backward(self, d):
        self.grads = [self.x.T @ d, d.sum(0)]
        return None if self.first else (d @ self.params[0].T).reshape(self.shape)


class Relu:
    params, grads = (), ()

    def forward(self, x):
        self.y = np.maximum(x, 0, out=x)
        return self.y

    def backward(self, d):
        d *= self.y > 0
        return d


class Convolution:
    def __init__(self, W, b):
        self.params = [W, b]

    def forward(self, x):
        W, b = self.params
        F, C, h, w = W.shape
        windows = np.lib.stride_tricks.sliding_window_view(x, (h, w), axis=(2, 3))
        N, _, P, Q = windows.shape[:4]
        self.columns = windows.transpose(0, 1, 4, 5, 2, 3).reshape(N, C * h * w, P * Q)
        y = np.matmul(W.reshape(F, -1), self.columns)
        y += b[:, None]
        return y.reshape(N, F, P, Q)

    def backward(self, d):
        W, _ = self.params
        d = d.reshape(len(d), len(W), -1)
        dW = np.matmul(d, self.columns.transpose(0, 2, 1)).sum(0)
        self.grads = [dW.reshape(W.shape), d.sum((0, 2))]


class Pooling:
    """The largest of 2×2; of equals the first gets the gradient."""

    params, grads = (), ()

    def forward(self, x):
        self.x = x
        a, b, c, d = quarters(x)
        y = np.maximum(a, b)
        np.maximum(y, c, out=y)
        self.y = np.maximum(y, d, out=y)
        return y

    def backward(self, d):
        dx = np.empty_like(self.x)
        rest = d
        for part, dpart in zip(quarters(self.x), quarters(dx)):
            np.multiply(rest, part == self.y, out=dpart)
            rest = rest - dpart
        return dx


def quarters(x):
    return x[..., ::2, ::2], x[..., ::2, 1::2], x[..., 1::2, ::2], x[..., 1::2, 1::2]


class Network:
    def __init__(self, weights):
        self.layers = []
        for W, b in zip(weights, biases(weights)):
            if W.ndim == 4:
                self.layers += [Convolution(W.copy(), b), Relu(), Pooling()]
            else:
                self.layers += [Affine(W.copy(), b), Relu()]
        self.layers.pop()
        self.layers[0].first = True

    def predict(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def loss_and_gradient(self, x, t):
        loss, d = softmax_loss(self.predict(x), t)
        for layer in reversed(self.layers):
            d = layer.backward(d)
        return loss

    def loss(self, x, t):
        return softmax_loss(self.predict(x), t)[0]

    def slots(self):
        return [(layer, i) for layer in self.layers for i in range(len(layer.params))]


def softmax_loss(s, t):
    s -= s.max(1, keepdims=True)
    e = np.exp(s)
    total = e.sum(1, keepdims=True)
    loss = (np.log(total).sum() - np.vdot(s, t)) / len(s)
    e /= total
    e -= t
    e /= len(s)
    return loss, e


def by_sgd(network, lr=0.1):
    slots = network.slots()

    def update():
        for layer, i in slots:
            g = layer.grads[i]
            g *= lr
            layer.params[i] -= g

    return update


def by_adam(network, lr=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
    slots = network.slots()
    memory = [
        (np.zeros_like(layer.params[i]), np.zeros_like(layer.params[i])) for layer, i in slots
    ]
    t = 0

    def update():
        nonlocal t
        t += 1
        root = (1 - beta2**t) ** 0.5
        for (layer, i), (m, v) in zip(slots, memory):
            g = layer.grads[i]
            m *= beta1
            m += (1 - beta1) * g
            v *= beta2
            g *= g
            g *= 1 - beta2
            v += g
            np.sqrt(v, out=g)
            g += epsilon * root
            np.divide(m, g, out=g)
            g *= lr * root / (1 - beta1**t)
            layer.params[i] -= g

    return update


def trained(optimizer):
    def prepare(request):
        x, t, weights = problem(request)

        def begin():
            network = Network(weights)
            update = optimizer(network)

            def step():
                loss = network.loss_and_gradient(x, t)
                update()
                return loss

            return step

        return training(begin)

    return prepare


def inference(request):
    x, _, weights = problem(request)
    network = Network(weights)
    return lambda: network.predict(x), lambda: digest(network.predict(x))


def numerical_gradient(request, h=1e-4):
    x, t, weights = problem(request)
    network = Network(weights)
    b = network.layers[0].params[1]

    def run():
        g = np.empty_like(b)
        for i, kept in enumerate(b.copy()):
            b[i] = kept + h
            above = network.loss(x, t)
            b[i] = kept - h
            g[i] = (above - network.loss(x, t)) / (2 * h)
            b[i] = kept
        return g

    return run, run


work = {
    "trainBySgd": trained(by_sgd),
    "trainByAdam": trained(by_adam),
    "inference": inference,
    "numericalGradient": numerical_gradient,
}
