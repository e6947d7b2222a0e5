"""The listings and sessions of notebook 01."""

import contextlib
import io
import os
import tempfile

import numpy as np

TRANSCRIPTS = {
    "E3": ["open('C:/pictures/1.jpg', 'rb')"],
    "E39": [
        "import math",
        "def sigmoid(x):\n    return 1 / (1 + math.exp(-x))",
        "sigmoid(0)",
        "class sigmoid:\n    def __init__(self):\n        self.out = None",
        "sigmoid(0)",
    ],
    "E62": ["import os", "[os.curdir, os.pardir]", "os.curdir()"],
}


def c1():
    x = np.arange(0, 6, 0.1)
    a = np.array([[1.0, 2.0, 3.0], [2.0, 3.0, 4.0]])

    class man:
        def __init__(self, name, age, height):
            self.name = name
            self.age = age
            self.height = height
            print("initialized")

        def hello(self):
            print("my name is " + self.name + "!")

        def goodbye(self):
            print(self.height)

    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        print("hello world!")
        m = man("josh", 12, 180)
        m.hello()
        m.goodbye()
    lines = said.getvalue().splitlines()
    return {"x": x, "y1": np.sin(x), "y2": np.cos(x), "a": a, "lines": lines}


def n15():
    """What the functions about folders do, in a folder of their own."""

    def answer(call):
        try:
            call()
            return "done"
        except OSError as error:
            return type(error).__name__

    home = os.getcwd()
    with tempfile.TemporaryDirectory() as scratch:
        os.chdir(scratch)
        answers = {
            "makedirs": answer(lambda: os.makedirs("outer/inner")),
            "makedirs again": answer(lambda: os.makedirs("outer/inner")),
            "removedirs, not empty": answer(lambda: os.removedirs("outer")),
        }
        # a file beside `outer` keeps removedirs from removing the scratch folder itself
        open("note.txt", "w").close()
        answers["removedirs"] = answer(lambda: os.removedirs("outer/inner"))
        answers["left"] = os.listdir()
        os.chdir(home)
    return answers


def n18():
    return {
        "by 1": list(range(0, 6, 1)),
        "by 3": list(range(0, 9, 3)),
        "by 4": list(range(0, 10, 4)),
        "down": list(range(5, 0, -2)),
        "none": list(range(5, 0, 1)),
    }


def n45():
    x = np.array([[1.0, -2.0, 3.0], [-4.0, 5.0, -6.0]])
    t = np.array([2, 0])
    copy = x.copy()
    copy[x <= 0] = 0
    labelled = x.copy()
    labelled[np.arange(2), t] -= 1
    images = np.arange(2 * 2 * 3 * 2).reshape(2, 2, 3, 2)
    alias = x.copy()
    other = alias
    other += 1
    return {
        "zeros": np.zeros_like(x),
        "masked": copy,
        "labelled": labelled,
        "reshaped": x.reshape(3, -1),
        "transposed": images.transpose(0, 3, 1, 2),
        "argmax": np.argmax(x, axis=1),
        "sum": np.sum(x, axis=0),
        "alias": alias,
    }


VALUES = {"C1": c1, "N15": n15, "N18": n18, "N45": n45}
