"""One processor while a library starts its pools of threads, so that they hold one thread each."""

import os
from contextlib import contextmanager


@contextmanager
def one_processor():
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    every = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(every)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, every)
