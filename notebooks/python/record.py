"""Records what Python and NumPy answer, so that the notebooks can compare without Python.

    python notebooks/python/record.py [NN-name ...]

Beside this file lies one module for each notebook that compares, NN-name.py, with

    TRANSCRIPTS  name -> lines of a session, recorded as the interpreter shows them
    VALUES       name -> function that runs the notes' listing and returns its results by name

Names are those of the notes' code blocks and slips (C2, E1). The answers go to NN-name.json, headed
by the versions that answered. NaN and infinities become text, which JSON has no numbers for.

The notes' long listing, which several modules compare with, stands once, in layers.py.
"""

import json
import math
import platform
import runpy
import sys
import traceback
import warnings
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent
VERSIONS = f"Python {platform.python_version()}, NumPy {np.__version__}"


def session(lines: list[str]) -> list[str]:
    said = [VERSIONS]
    names: dict[str, object] = {}
    for line in lines:
        said.extend(f"{'...' if i else '>>>'} {part}" for i, part in enumerate(line.split("\n")))
        try:
            try:
                value = eval(line, names)
            except SyntaxError:
                exec(line, names)
                value = None
            if value is not None:
                said.append(repr(value))
        except Exception as error:
            # the last line, in its first sentence: what went wrong,
            # without the long advice after it
            message = traceback.format_exception_only(error)[-1]
            said.append(message.split("\n")[0])
    return said


def plain(value: object) -> object:
    """As JSON: arrays as nested lists, numbers with all their digits."""
    if isinstance(value, dict):
        return {name: plain(part) for name, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(part) for part in value]
    if isinstance(value, (np.ndarray, np.generic)):
        return plain(value.tolist())
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    return value


def written(answers: dict[str, object]) -> str:
    """JSON with a line for each transcript and listing, so that a change shows what changed."""
    dumps = lambda value: json.dumps(value, ensure_ascii=False, allow_nan=False)
    parts = []
    for name, part in answers.items():
        lines = part.items() if isinstance(part, dict) else ()
        inner = ",\n".join(f"    {dumps(key)}: {dumps(value)}" for key, value in lines)
        parts.append(f"  {dumps(name)}: " + (f"{{\n{inner}\n  }}" if inner else dumps(part)))
    return "{\n" + ",\n".join(parts) + "\n}\n"


def record(module: Path) -> None:
    names = runpy.run_path(str(module))
    transcripts = {name: session(lines) for name, lines in names.get("TRANSCRIPTS", {}).items()}
    values = {name: plain(listing()) for name, listing in names.get("VALUES", {}).items()}
    answers = {"versions": VERSIONS, "transcripts": transcripts, "values": values}
    module.with_suffix(".json").write_text(written(answers), encoding="utf-8")
    print(f"{module.name}: {len(transcripts)} transcripts, {len(values)} listings")


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    sys.dont_write_bytecode = True  # no __pycache__ among the notebooks
    wanted = sys.argv[1:]
    for module in sorted(HERE.glob("[0-9][0-9]-*.py")):
        if not wanted or module.stem in wanted:
            record(module)
