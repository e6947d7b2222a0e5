"""JAX, float64, operation by operation, and beside it compiled by jit."""

from one_thread import one_processor

with one_processor():
    import jax
    import jax.numpy as jnp

    jax.config.update("jax_enable_x64", True)
    jnp.zeros(1).block_until_ready()

import numpy as np

from data import arrays, digest
from networks import biases, problem, training
from rosenbrock import rosenbrock

version = f"jax {jax.__version__}"


def of(function):
    """Work from a function of arrays; the digest is of all that it returns."""

    def prepare(request):
        given = [jnp.asarray(a) for a in arrays(request["operands"], request.get("range"))]
        run = lambda: jax.block_until_ready(function(*given))
        parts = lambda: [np.ravel(leaf) for leaf in jax.tree.leaves(run())]
        return run, lambda: digest(np.concatenate(parts()))

    return prepare


def without_check(prepare):
    def unchecked(request):
        run, _ = prepare(request)
        return run, lambda: []

    return unchecked


sum_sigmoid = jax.grad(lambda x, W, b: jax.nn.sigmoid(x @ W + b).sum(), (0, 1, 2))
hessian = jax.hessian(lambda x: rosenbrock(jnp, x))


def energy(x, W, b):
    y = jax.lax.conv(x, W, (1, 1), "VALID") + b[:, None, None]
    return (y * y).sum() / 2


convolution_gradient = jax.grad(energy, 1)
gradient_penalty = jax.grad(lambda x, W, b: (jax.grad(energy)(x, W, b) ** 2).sum(), 1)


def loss_of(params, x, t):
    (W1, b1), (W2, b2) = params
    scores = jax.nn.relu(x @ W1 + b1) @ W2 + b2
    return -(jax.nn.log_softmax(scores) * t).sum() / len(x)


def mlp(request, lr=0.1):
    x, t, weights = problem(request)
    x, t = jnp.asarray(x), jnp.asarray(t)

    def begin():
        params = [(jnp.asarray(W), jnp.asarray(b)) for W, b in zip(weights, biases(weights))]

        def step():
            nonlocal params
            loss, grads = jax.value_and_grad(loss_of)(params, x, t)
            params = jax.tree.map(lambda W, g: W - lr * g, params, grads)
            return loss.block_until_ready()

        return step

    return training(begin)


work = {
    "sumSigmoid": of(sum_sigmoid),
    "sumSigmoidJit": of(jax.jit(sum_sigmoid)),
    "mlp": mlp,
    "hessian": of(hessian),
    "hessianJit": of(jax.jit(hessian)),
    "convolutionGradient": without_check(of(jax.jit(convolution_gradient))),
    "gradientPenalty": of(jax.jit(gradient_penalty)),
}
