from __future__ import annotations

import json

import pytest
from checks.read_self_test import faults

GOOD = {"version": "0.1.0", "ok": True, "frozen": True, "checks": {"search": {"ok": True}}}


def test_a_program_that_passed_has_no_faults() -> None:
    assert list(faults(json.dumps(GOOD) + "\n", 0, "0.1.0")) == []


@pytest.mark.parametrize(
    ("changed", "status", "fault"),
    [
        ({"version": "0.0.9"}, 0, "it is version 0.0.9, not 0.1.0"),
        ({"frozen": False}, 0, "it is not the bundled program"),
        ({"ok": False}, 0, "it did not pass, and ended with 0"),
        ({}, 1, "it did not pass, and ended with 1"),
        ({"checks": {"search": {"ok": False, "why": "no hits"}}}, 0, "search: no hits"),
    ],
)
def test_each_fault_is_told(changed: dict[str, object], status: int, fault: str) -> None:
    assert list(faults(json.dumps(GOOD | changed), status, "0.1.0")) == [fault]


@pytest.mark.parametrize("said", ["", "Segmentation fault"])
def test_a_program_that_tells_nothing_is_no_success(said: str) -> None:
    assert list(faults(said, 0, "0.1.0")) == [f"it told nothing and ended with 0: {said!r}"]
