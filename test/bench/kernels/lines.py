"""
Runs the cell given as argument through nbclient; prints how many numbers arrived in order, and
when.
"""

import json
import sys
import time

import nbformat
from nbclient import NotebookClient

sources = ["1", sys.argv[1]]
notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(x) for x in sources])
client = NotebookClient(notebook, kernel_name="measured", timeout=300)
with client.setup_kernel():
    client.execute_cell(notebook.cells[0], 0)
    start = time.perf_counter()
    client.execute_cell(notebook.cells[1], 1)
    seconds = time.perf_counter() - start
outputs = notebook.cells[1].outputs
lines = "".join(output.text for output in outputs if output.output_type == "stream").splitlines()
in_order = next((i for i, line in enumerate(lines) if line != str(i)), len(lines))
print(json.dumps({"inOrder": in_order, "seconds": seconds}))
