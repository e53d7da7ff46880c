from __future__ import annotations

import re

import pytest

pytest.importorskip("shtab", reason="only who builds packages has it")

from linux.completions import OF_PICTURES, completions

from reader import app

SHELLS = ["bash", "zsh", "fish"]
OPTION = re.compile(r"--[a-z][a-z-]+")


@pytest.mark.parametrize("shell", SHELLS)
def test_commands_and_options_are_known(shell: str) -> None:
    text = completions(shell)
    for word in (
        "index",
        "search",
        "screenshot",
        "restore",
        "until-eof",
        "starred",
        "nothing",
        "trace",
        "size",
    ):
        assert word in text


@pytest.mark.parametrize("shell", SHELLS)
def test_a_file_that_looks_otherwise_than_expected_is_refused(
    shell: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shtab.complete", lambda *_: "otherwise")
    with pytest.raises(ValueError, match=f"for {shell} look otherwise"):
        completions(shell)


def test_options_of_the_picture_are_those_that_the_window_has(capsys: pytest.CaptureFixture[str]) -> None:
    assert app.main(["screenshot", "--help"]) == 0
    assert set(OPTION.findall(capsys.readouterr().out)) == {*OF_PICTURES, "--help"}
