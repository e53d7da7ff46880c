"""Which way an invocation goes."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from reader import __main__ as way_in


@pytest.mark.parametrize(
    ("arguments", "root"),
    [
        ([], "app"),
        (["articles"], "app"),
        (["--trace", "t.jsonl", "articles"], "app"),
        (["screenshot", "articles", "out.png"], "app"),
        (["./list"], "app"),
        (["list", "articles"], "cli"),
        (["index", "articles", "--json"], "cli"),
        (["--help"], "cli"),
        (["--version"], "cli"),
    ],
)
def test_commands_go_to_the_command_line_and_the_rest_to_the_window(
    monkeypatch: pytest.MonkeyPatch, arguments: list[str], root: str
) -> None:
    called = []

    def load(name: str) -> SimpleNamespace:
        return SimpleNamespace(main=lambda given: called.append((name, given)) or 7)

    monkeypatch.setattr("importlib.import_module", load)
    assert way_in.main(arguments) == 7
    assert called == [(f"reader.{root}", arguments)]
