"""JAX, float64: a step is one function, compiled by jit, that reuses its arguments' memory."""

from one_thread import one_processor

with one_processor():
    import jax
    import jax.numpy as jnp

    jax.config.update("jax_enable_x64", True)
    jnp.zeros(1).block_until_ready()

from data import digest
from networks import biases, problem, training

version = f"jax {jax.__version__}"


def predict(params, x):
    for i, (W, b) in enumerate(params):
        if W.ndim == 4:
            x = jax.lax.conv(x, W, (1, 1), "VALID") + b[:, None, None]
            x = jax.nn.relu(x)
            x = jax.lax.reduce_window(
                x, -jnp.inf, jax.lax.max, (1, 1, 2, 2), (1, 1, 2, 2), "VALID"
            )
            x = x.reshape(len(x), -1)
        else:
            x = x @ W + b
            x = jax.nn.relu(x) if i < len(params) - 1 else x
    return x


def loss_of(params, x, t):
    return -(jax.nn.log_softmax(predict(params, x)) * t).sum() / len(x)


def sgd(params, grads, _, lr=0.1):
    return jax.tree.map(lambda W, g: W - lr * g, params, grads), ()


def adam(params, grads, state, lr=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
    m, v, t = state
    t = t + 1
    m = jax.tree.map(lambda m, g: beta1 * m + (1 - beta1) * g, m, grads)
    v = jax.tree.map(lambda v, g: beta2 * v + (1 - beta2) * g * g, v, grads)
    rate, root = lr / (1 - beta1**t), jnp.sqrt(1 - beta2**t)
    params = jax.tree.map(
        lambda W, m, v: W - rate * m / (jnp.sqrt(v) / root + epsilon), params, m, v
    )
    return params, (m, v, t)


def zeros(params):
    return jax.tree.map(jnp.zeros_like, params)


def trained(update, start):
    def step(params, state, x, t):
        loss, grads = jax.value_and_grad(loss_of)(params, x, t)
        params, state = update(params, grads, state)
        return loss, params, state

    compiled = jax.jit(step, donate_argnums=(0, 1))

    def prepare(request):
        x, t, weights = problem(request)
        x, t = jnp.asarray(x), jnp.asarray(t)

        def begin():
            params = [(jnp.array(W), jnp.array(b)) for W, b in zip(weights, biases(weights))]
            now = [params, start(params)]

            def one():
                loss, *now[:] = compiled(*now, x, t)
                return loss.block_until_ready()

            return one

        return training(begin)

    return prepare


def network(request):
    x, t, weights = problem(request)
    params = [(jnp.asarray(W), jnp.asarray(b)) for W, b in zip(weights, biases(weights))]
    return jnp.asarray(x), jnp.asarray(t), params


def inference(request):
    x, _, params = network(request)
    compiled = jax.jit(predict)
    run = lambda: compiled(params, x).block_until_ready()
    return run, lambda: digest(run())


def numerical_gradient(request, h=1e-4):
    x, t, params = network(request)
    compiled = jax.jit(loss_of)
    (W, b), *others = params

    def run():
        def loss(b):
            return float(compiled([(W, b), *others], x, t))

        return [(loss(b.at[i].add(h)) - loss(b.at[i].add(-h))) / (2 * h) for i in range(len(b))]

    return run, run


work = {
    "trainBySgd": trained(sgd, lambda params: ()),
    "trainByAdam": trained(adam, lambda params: (zeros(params), zeros(params), jnp.array(0))),
    "inference": inference,
    "numericalGradient": numerical_gradient,
}
