"""The Rosenbrock function in n dimensions, for anything that is written like NumPy."""


def rosenbrock(xp, x):
    head, tail = x[:-1], x[1:]
    return xp.sum(100 * (tail - head**2) ** 2 + (1 - head) ** 2)
