"""Runs JupyterLab until standard input closes, so that it never outlives what started it."""

import os
import signal
import sys
import threading

from jupyterlab.labapp import main


def end_with_parent() -> None:
    while os.read(0, 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


threading.Thread(target=end_with_parent, daemon=True).start()
sys.exit(main())
