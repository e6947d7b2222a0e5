"""Records what NumPy answers to each Python line of the cheat sheet.

    python docs/build/cheatSheet/record.py

Reads docs/data/cheatSheet.json and writes docs/data/cheatSheet.numpy.json: by line, the value that
it has, or the error that it raises, headed by the versions that answered. The notes' layers and
optimizers are those that the notebooks compare with. Matplotlib is not needed: `plt` keeps what it
is given to draw.
"""

import json
import os
import runpy
import sys
import tempfile
import warnings
from pathlib import Path

ROOT = Path(__file__).parents[3]
LISTINGS = ROOT / "notebooks/python"
sys.dont_write_bytecode = True
sys.path.insert(0, str(LISTINGS))

from record import VERSIONS, plain, written  # noqa: E402


class Plot:
    """Stands for matplotlib.pyplot: remembers the arguments of each call, by its name."""

    def __init__(self):
        self.drawn = {}

    def __getattr__(self, name):
        return lambda *arguments, **options: self.drawn.update({name: arguments})


def known():
    """The names that a line may use without an import of its own, NumPy and the sheet's aside."""
    modules = ["functions.py", "layers.py", "12-optimizers.py"]
    listings = [runpy.run_path(str(LISTINGS / module)) for module in modules]
    return {name: value for names in listings for name, value in names.items()}


def answer(setup, row):
    names = {**known(), "os": os, "plt": Plot()}
    exec("\n".join(setup), names)
    try:
        if "shows" not in row:
            return plain(last(row["python"], names))
        exec(row["python"], names)
        return plain(eval(row["shows"][0], names))
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}".split("\n")[0]}


def last(code, names):
    """The value of the last line, after those above it."""
    *before, final = code.split("\n")
    exec("\n".join(before), names)
    return eval(final, names)


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    sheet = json.loads((ROOT / "docs/data/cheatSheet.json").read_text(encoding="utf-8"))
    common = [python for python, _ in sheet["setup"]]
    answers = {}
    with tempfile.TemporaryDirectory() as scratch:
        os.chdir(scratch)
        open("note.txt", "w").close()  # keeps removedirs from removing the folder itself
        for group in sheet["groups"]:
            setup = common + group.get("setup", [])[:1]
            answers.update({row["python"]: answer(setup, row) for row in group["rows"]})
        os.chdir(ROOT)
    text = written({"versions": VERSIONS, "answers": answers})
    (ROOT / "docs/data/cheatSheet.numpy.json").write_text(text, encoding="utf-8")
    print(f"{len(answers)} lines; {VERSIONS}")
