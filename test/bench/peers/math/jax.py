"""JAX, float64, each operation compiled by jit."""

from one_thread import one_processor

with one_processor():
    import jax
    import jax.numpy as jnp

    jax.config.update("jax_enable_x64", True)
    jnp.zeros(1).block_until_ready()

from data import on_arrays
from start_up import start_up

version = f"jax {jax.__version__}"


def compiled(function):
    run = jax.jit(function)
    return on_arrays(lambda *operands: run(*operands).block_until_ready(), jnp.asarray)


work = {
    "multiply": compiled(jnp.matmul),
    "multiplyTransposed": compiled(lambda a, b: a.T @ b),
    "add": compiled(jnp.add),
    "addRelu": compiled(lambda x, b: jnp.maximum(x + b, 0)),
    "dotMultiply": compiled(jnp.multiply),
    "transpose": compiled(lambda x: x.T),
    "exp": compiled(jnp.exp),
    "log": compiled(jnp.log),
    "tanh": compiled(jnp.tanh),
    "sigmoid": compiled(jax.nn.sigmoid),
    "sum": compiled(jnp.sum),
    "sum0": compiled(lambda x: x.sum(0)),
    "sum1": compiled(lambda x: x.sum(1)),
    "max1": compiled(lambda x: x.max(1)),
    "startUp": start_up(
        "import jax.numpy as jnp; print(jnp.array([[1.0, 2.0]]) @ jnp.array([[3.0], [4.0]]))"
    ),
}
