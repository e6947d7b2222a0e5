"""Records what Python itself says where a slip of the notes is about Python alone.

Run it with Python and NumPy installed; it rewrites transcripts.json beside it. Each entry is the
session as lines, headed by the versions that answered.
"""

import json
import platform
import traceback
from pathlib import Path

import numpy as np

SESSIONS = {
    "E1": ["import numpy as np", "np.array(np.arange(-1, 2) > 0, dtype=np.int)"],
}


def record(lines: list[str]) -> list[str]:
    said = [f"Python {platform.python_version()}, NumPy {np.__version__}"]
    names: dict[str, object] = {}
    for line in lines:
        said.append(f">>> {line}")
        try:
            try:
                value = eval(line, names)
            except SyntaxError:
                exec(line, names)
                value = None
            if value is not None:
                said.append(repr(value))
        except Exception as error:
            # the first line of the message: what went wrong, without the long advice after it
            message = traceback.format_exception_only(error)[0]
            said.append(message.split("\n")[0])
    return said


transcripts = {slip: record(lines) for slip, lines in SESSIONS.items()}
target = Path(__file__).with_name("transcripts.json")
target.write_text(json.dumps(transcripts, indent=2, ensure_ascii=False) + "\n")
