from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress

import pytest

PARENT = """
import os, sys, time
from reader.desktop.parent import end_with_parent
waiting, ready = os.pipe()
if child := os.fork():
    os.read(waiting, 1)
    print(child, flush=True)
else:
    end_with_parent()
    os.write(ready, b"x")
time.sleep(600)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only there it is kept")
def test_a_process_ends_with_its_parent_although_it_listens_to_nothing() -> None:
    with subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE) as parent:
        child = int(parent.stdout.readline())
        parent.kill()
        try:
            # The child holds the pipe's other end, and nobody else does.
            assert parent.stdout.read() == b""
        finally:
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
