"""A whole process, from start to end: it imports a library, multiplies, and prints the product."""

import re
import subprocess
import sys


def start_up(code):
    def run():
        return subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout

    def check():
        return [float(re.search(rb"\d+", run()).group())]

    run.elsewhere = True
    return lambda request: (run, check)
