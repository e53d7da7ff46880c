from __future__ import annotations

from typing import Any

import pytest

from reader.content.flavours.jekyll_defaults import Defaults, deep_merged


def _rule(path: object, values: dict[str, Any], kind: str | None = None) -> dict[str, Any]:
    scope = {"path": path} if kind is None else {"path": path, "type": kind}
    return {"scope": scope, "values": values}


def _of(path: str, kind: str, *rules: object, **config: object) -> dict[str, Any]:
    return dict(Defaults({"defaults": list(rules), **config}).of(path, kind))


@pytest.mark.parametrize(
    ("scope", "path", "applies"),
    [
        ("", "_posts/a.md", True),
        (None, "_posts/a.md", True),
        ("_posts", "_posts/a.md", True),
        ("/_posts/", "_posts/a.md", True),
        ("_posts/en", "_posts/en/a.md", True),
        ("_posts/en", "_posts/de/a.md", False),
        ("section/*/special", "section/x/special/a.md", True),
        ("section/*/special", "section/x/y/special/a.md", False),
        ("section/**/special", "section/x/y/special/a.md", True),
        ("*.md", "a.md", True),
        ("_posts/2019-*", "_posts/2019-01-01-a.md", True),
        ("_posts/2019-*", "_posts/2020-01-01-a.md", False),
        ("gathering/_posts", "gathering/_posts/a.md", True),
    ],
)
def test_scopes(scope: object, path: str, applies: bool) -> None:  # noqa: FBT001 - a table
    assert _of(path, "posts", _rule(scope, {"a": 1}), collections_dir="gathering") == (
        {"a": 1} if applies else {}
    )


@pytest.mark.parametrize(
    ("kind", "of", "applies"),
    [
        ("posts", "posts", True),
        ("post", "posts", True),
        ("pages", "posts", False),
        ("posts", "drafts", True),
        ("draft", "drafts", True),
        ("drafts", "posts", False),
        ("notes", "notes", True),
    ],
)
def test_types(kind: str, of: str, applies: bool) -> None:  # noqa: FBT001 - a table
    assert _of("a.md", of, _rule("", {"a": 1}, kind)) == ({"a": 1} if applies else {})


def test_the_longer_path_wins_then_the_type_then_the_later() -> None:
    assert _of("x/a.md", "posts", _rule("x", {"a": 1}), _rule("", {"a": 2, "b": 2})) == {"a": 1, "b": 2}
    assert _of("a.md", "posts", _rule("", {"a": 1}, "posts"), _rule("", {"a": 2})) == {"a": 1}
    assert _of("a.md", "posts", _rule("", {"a": 1}), _rule("", {"a": 2})) == {"a": 2}


def test_mappings_are_merged_deeply_and_null_overrides_nothing() -> None:
    assert deep_merged({"a": {"x": 1, "y": 2}, "b": 1}, {"a": {"x": 3}, "b": None, "c": None}) == {
        "a": {"x": 3, "y": 2},
        "b": 1,
        "c": None,
    }


@pytest.mark.parametrize("rules", [None, 5, "x", ["x", {}, {"values": 5}, {"scope": 5, "values": {}}]])
def test_nonsense_is_passed_over(rules: object) -> None:
    assert dict(Defaults({"defaults": rules}).of("a.md", "posts")) == {}
