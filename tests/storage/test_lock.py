from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from reader.storage.lock import only_one

WAITING = """
import sys
from pathlib import Path
from reader.storage.lock import only_one
print("asks", flush=True)
with only_one(Path(sys.argv[1])):
    print("has it", Path(sys.argv[1]).with_name("order").exists(), flush=True)
"""


def test_a_second_process_waits_for_the_first(tmp_path: Path) -> None:
    path = tmp_path / "cache" / "lock"
    with only_one(path):
        second = subprocess.Popen(
            [sys.executable, "-c", WAITING, str(path)], stdout=subprocess.PIPE, text=True
        )
        assert second.stdout is not None
        assert second.stdout.readline() == "asks\n"
        # Give a second that does not wait the time to show it.
        with pytest.raises(subprocess.TimeoutExpired):
            second.wait(0.2)
        path.with_name("order").touch()
    assert second.communicate(timeout=30) == ("has it True\n", None)


def test_the_lock_is_free_again(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with only_one(path):
        pass
    with only_one(path):
        assert path.exists()
