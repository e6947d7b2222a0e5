"""One peer in a process of its own: `peer.py <module>`. The same protocol as peer.ts (protocol.ts).

A module has `version`, a text, and `work`: names of work, each with a function that takes the
request, prepares the data and returns (run, check), or None when this peer cannot do it.
"""

import gc
import importlib.util
import json
import math
import os
import sys
import time
import traceback

SHORTEST = 0.05  # Calls shorter than this are timed several at once, as in peer.ts.


def main(file):
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # whatever a library prints goes to stderr

    def say(message):
        answers.write(json.dumps(message) + "\n")
        answers.flush()

    try:
        peer = load(file)
    except Exception as error:
        say({"ready": False, "error": f"{type(error).__name__}: {error}"})
        return
    say({"ready": True, "version": peer.version})
    prepared = {}
    for line in sys.stdin:
        say(answer(peer, json.loads(line), prepared))


def load(file):
    """By its path: a module peers/math/numpy.py must not stand before numpy itself."""
    sys.path[0] = os.path.join(os.path.dirname(os.path.abspath(__file__)), "python")
    spec = importlib.util.spec_from_file_location("peer_module", file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def answer(peer, request, prepared):
    warm_up, milliseconds, clock = (request.pop(key) for key in ("warmUp", "milliseconds", "clock"))
    key = json.dumps(request, sort_keys=True)
    try:
        if key not in prepared:
            prepared[key] = prepare(peer, request, warm_up, clock)
        run, check = prepared[key]
        if run is None:
            return {}
        return {"times": times_of(run, milliseconds, clock), "check": check}
    except Exception:
        return {"error": traceback.format_exc()}


def prepare(peer, request, warm_up, clock):
    made = peer.work[request["work"]](request) if request["work"] in peer.work else None
    if made is None:
        return None, []
    run, check = made
    numbers = [float(number) for number in check()]
    times_of(run, warm_up, clock)
    return run, [number if math.isfinite(number) else None for number in numbers]


def times_of(run, milliseconds, clock):
    elsewhere = getattr(run, "elsewhere", False)  # by other processes, which cpu does not see
    now = time.process_time if clock == "cpu" and not elsewhere else time.perf_counter
    estimate = time_of(run, 1, now)
    if estimate >= milliseconds:
        return [estimate]
    repeats = max(1, math.ceil(SHORTEST / max(estimate, 1e-5)))
    times = []
    end = now() + milliseconds / 1000
    while True:
        times.append(time_of(run, repeats, now))
        if now() >= end:
            return times


def time_of(run, repeats, now):
    """Mean of `repeats` calls, in milliseconds."""
    gc_was = gc.isenabled()
    gc.disable()  # as timeit does
    start = now()
    for _ in range(repeats):
        run()
    elapsed = now() - start
    if gc_was:
        gc.enable()
    return elapsed / repeats * 1000


if __name__ == "__main__":
    main(sys.argv[1])
