"""
Runs jupyter_kernel_test against the kernel "tslab"; writes the results, as JSON, to the file named
first.
"""

import json
import sys
import unittest

import jupyter_kernel_test

PATIENCE = 20
BRIDGE = "const bridge = (globalThis as any)[Symbol.for('notegrad.kernel')]\n"


class TypeScriptKernelTests(jupyter_kernel_test.KernelTests):
    kernel_name = "tslab"
    language_name = "typescript"
    file_extension = ".ts"
    code_hello_world = "console.log('hello, world')"
    code_stderr = "console.error('told')"
    completion_samples = [
        {"text": "Math.flo", "matches": ["floor"]},
        {"text": "const text = ''; text.trimE", "matches": ["trimEnd"]},
        {"text": "import { basen } from 'node:path'"},
    ]
    complete_code_samples = ["1", "const x = await f()", "function f() { return 1 }"]
    incomplete_code_samples = ["function f() {", "const a = [1,", "`text"]
    invalid_code_samples = ["const = 1", "import 7q"]
    code_page_something = "Math.floor?"
    code_generate_error = "throw new Error('meant')"
    code_execute_result = [
        {"code": "1 + 2", "result": "3"},
        {"code": "[1, 2].map((x) => 2 * x)", "result": "[ 2, 4 ]"},
        {"code": "await Promise.resolve('later')", "result": "'later'"},
    ]
    code_display_data = [
        {"code": "import { display } from 'tslab'\ndisplay.html('<b>x</b>')", "mime": "text/html"},
        {"code": BRIDGE + "bridge.display({ 'image/svg+xml': '<svg/>' })", "mime": "image/svg+xml"},
    ]
    code_history_pattern = "1?+?2"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "Math.floor"
    code_clear_output = BRIDGE + "bridge.clear()"

    def execute_helper(self, *args, **kwargs):
        """As upstream, but a slow machine has more than its 0.1 s between two messages."""
        channel = self.kc.iopub_channel
        get_msg = channel.get_msg
        channel.get_msg = lambda timeout=None: get_msg(timeout=PATIENCE)
        try:
            return super().execute_helper(*args, **kwargs)
        finally:
            channel.get_msg = get_msg


class Results(unittest.TestResult):
    """What became of each method; a skipped or failed part counts for its whole method."""

    def __init__(self):
        super().__init__()
        self.methods = {}

    def startTest(self, test):
        super().startTest(test)
        self.methods[test._testMethodName] = "passed"

    def stopTest(self, test):
        super().stopTest(test)
        for found, word in ((self.skipped, "skipped"), (self.errors + self.failures, "failed")):
            for case, reason in found:
                # a part of a method (a "subtest") knows the method as its test_case
                if getattr(case, "test_case", case) is test:
                    self.methods[test._testMethodName] = f"{word}: {reason}"


def main():
    results = Results()
    unittest.defaultTestLoader.loadTestsFromTestCase(TypeScriptKernelTests).run(results)
    outside = [reason for case, reason in results.errors if not hasattr(case, "_testMethodName")
               and not hasattr(case, "test_case")]
    with open(sys.argv[1], "w", encoding="utf-8") as file:
        json.dump({"methods": results.methods, "outside": outside}, file)


main()
