"""
Runs the notebook named second by nbclient or papermill, named first, and writes it to the file
named third.
"""

import sys
from pathlib import Path

import nbformat

runner, source, target = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
if runner == "papermill":
    import papermill

    papermill.execute_notebook(str(source), target, cwd=str(source.parent), progress_bar=False)
else:
    from nbclient import NotebookClient

    notebook = nbformat.read(source, as_version=4)
    NotebookClient(notebook, resources={"metadata": {"path": str(source.parent)}}).execute()
    nbformat.write(notebook, target)
