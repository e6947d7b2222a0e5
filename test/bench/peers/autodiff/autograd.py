"""HIPS autograd: gradients of NumPy code, by its tape."""

from importlib.metadata import version as version_of

import autograd.numpy as np
from autograd import grad, hessian, value_and_grad

from data import arrays, digest
from networks import biases, problem, training
from rosenbrock import rosenbrock

version = f"autograd {version_of('autograd')}"


def operands(request):
    return arrays(request["operands"], request.get("range"))


def sum_sigmoid(request):
    given = operands(request)
    gradients = grad(lambda x, W, b: np.sum(1 / (1 + np.exp(-(x @ W + b)))), (0, 1, 2))

    def run():
        return gradients(*given)

    return run, lambda: digest(np.concatenate([g.ravel() for g in run()]))


def loss_of(params, x, t):
    (W1, b1), (W2, b2) = params
    scores = np.maximum(x @ W1 + b1, 0) @ W2 + b2
    shifted = scores - np.max(scores, 1, keepdims=True)
    log_y = shifted - np.log(np.sum(np.exp(shifted), 1, keepdims=True))
    return -np.sum(t * log_y) / len(x)


def mlp(request, lr=0.1):
    x, t, weights = problem(request)

    def begin():
        params = [[W.copy(), b] for W, b in zip(weights, biases(weights))]

        def step():
            loss, gradients = value_and_grad(loss_of)(params, x, t)
            for layer, found in zip(params, gradients):
                for parameter, g in zip(layer, found):
                    parameter -= lr * g
            return loss

        return step

    return training(begin)


def chain(request):
    [[length]] = request["operands"]

    def f(x):
        for _ in range(length // 2):
            x = x * 0.9999 + 0.0001
        return x

    run = lambda: value_and_grad(f)(0.5)
    return run, run


def hessian_of_rosenbrock(request):
    [x] = operands(request)
    run = lambda: hessian(lambda x: rosenbrock(np, x))(x)
    return run, lambda: digest(run())


work = {
    "sumSigmoid": sum_sigmoid,
    "mlp": mlp,
    "chain": chain,
    "hessian": hessian_of_rosenbrock,
}
