"""The listings and sessions of notebook 06."""

import numpy as np

TRANSCRIPTS = {
    "E10": [
        "import numpy as np",
        "np.float32(1e-50)",
        "np.float32(1) + np.float32(1e-10)",
        "1 + 1e-50 == 1",
    ],
    "E14": [
        "import numpy as np",
        "def numerical_gradient(f, x):\n"
        "    h = 1e-4\n"
        "    grad = np.zeros_like(x)\n"
        "    for idx in range(x.size):\n"
        "        tmp_val = x[idx]\n"
        "        x[idx] = float(tmp_val) + h\n"
        "        fxh1 = f(x)\n"
        "        x[idx] = tmp_val - h\n"
        "        fxh2 = f(x)\n"
        "        grad[idx] = (fxh1 - fxh2) / (2*h)\n"
        "        x[idx] = tmp_val\n"
        "    return grad",
        "numerical_gradient(lambda x: np.sum(x**2), np.array([3.0, 4.0]))",
        "numerical_gradient(lambda x: np.sum(x**2), np.array([3, 4]))",
        "numerical_gradient(lambda x: np.sum(x**2), np.ones((2, 3)))",
    ],
}


def numerical_diff(f, x):
    h = 1e-4
    return (f(x + h) - f(x - h)) / (2 * h)


def c7():
    def function_1(x):
        return 0.01 * x**2 + 0.1 * x

    return {"at 5": numerical_diff(function_1, 5), "at 10": numerical_diff(function_1, 10)}


def c8():
    return {"float32(1e-50)": np.float32(1e-50), "float32(1e-45)": np.float32(1e-45)}


def c9():
    def function_tmp(x):
        return x**2 + 4.0**2

    return {"value": numerical_diff(function_tmp, 3.0)}


def c10():
    def numerical_gradient(f, x):
        h = 1e-4
        grad = np.zeros_like(x)
        for idx in range(x.size):
            tmp_val = x[idx]
            x[idx] = float(tmp_val) + h
            fxh1 = f(x)
            x[idx] = tmp_val - h
            fxh2 = f(x)
            grad[idx] = (fxh1 - fxh2) / (2 * h)
            x[idx] = tmp_val
        return grad

    def function_2(x):
        return np.sum(x**2)

    points = [[3.0, 4.0], [0.0, 2.0], [3.0, 0.0]]
    return {"gradients": [numerical_gradient(function_2, np.array(p)) for p in points]}


VALUES = {"C7": c7, "C8": c8, "C9": c9, "C10": c10}
