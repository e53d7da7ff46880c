"""Front matter that the configuration gives to whole folders and types (frontmatter_defaults.rb)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

_OLD_TYPES: Final = {"page": "pages", "post": "posts", "draft": "drafts"}
_DEPTH: Final = 50
_GLOB_LIMIT: Final = 400


@dataclass(frozen=True, slots=True)
class _Rule:
    path: str
    pattern: re.Pattern[str] | None
    kind: str | None
    values: Mapping[str, Any]


def deep_merged(below: Mapping[str, Any], above: Mapping[str, Any], depth: int = _DEPTH) -> dict[str, Any]:
    """Return two mappings as one (utils.rb, deep_merge_hashes): null above does not override."""
    merged = dict(below)
    for key, value in above.items():
        old = merged.get(key)
        if isinstance(old, Mapping) and isinstance(value, Mapping) and depth:
            merged[key] = deep_merged(old, value, depth - 1)
        elif value is not None or key not in merged:
            merged[key] = value
    return merged


class Defaults:
    """The ``defaults:`` of a configuration; what several posts share is merged once."""

    def __init__(self, config: Mapping[str, Any]) -> None:
        moved = config.get("collections_dir")
        self._moved = f"{moved.strip('/')}/" if isinstance(moved, str) and moved.strip("/.") else ""
        listed = config.get("defaults")
        rules = [self._rule(entry) for entry in listed] if isinstance(listed, list) else []
        self._rules = [rule for rule in rules if rule is not None]
        self._merged: dict[tuple[int, ...], dict[str, Any]] = {}

    def of(self, path: str, kind: str) -> Mapping[str, Any]:
        """Return the default values of a document, by its path below the site's source and its type."""
        if not self._rules:
            return {}
        path = path.removeprefix(self._moved)
        matching = tuple(number for number, rule in enumerate(self._rules) if _applies(rule, path, kind))
        if matching not in self._merged:
            self._merged[matching] = self._merge(matching)
        return self._merged[matching]

    def _rule(self, entry: object) -> _Rule | None:
        if not isinstance(entry, dict) or not isinstance(entry.get("values"), dict):
            return None
        scope = entry.get("scope")
        scope = scope if isinstance(scope, dict) else {}
        path = scope.get("path")
        path = re.sub(r"\A(?:\./|/)+", "", path) if isinstance(path, str) else ""
        path = path.removeprefix(self._moved)
        kind = scope.get("type")
        pattern = _glob(path) if "*" in path else None
        return _Rule(path, pattern, _OLD_TYPES.get(str(kind), str(kind)) if kind else None, entry["values"])

    def _merge(self, matching: tuple[int, ...]) -> dict[str, Any]:
        """Merge rules in Jekyll's order: the longer path wins, then having a type, then coming later."""
        merged: dict[str, Any] = {}
        old: _Rule | None = None
        for number in matching:
            rule = self._rules[number]
            if old is None or _precedes(rule, old):
                merged = deep_merged(merged, rule.values)
                old = rule
            else:
                merged = deep_merged(rule.values, merged)
        return merged


def _glob(path: str) -> re.Pattern[str]:
    """Return what matches the beginning of the paths that a glob finds; asterisks stop at slashes."""
    parts = re.split(r"(\*{2,}/|\*+|\?)", path[:_GLOB_LIMIT])
    meaning = {"**/": "(?:[^/]+/)*", "?": "[^/]"}
    return re.compile(
        "".join(meaning.get(part, "[^/]*" if part[:1] == "*" else re.escape(part)) for part in parts)
    )


def _precedes(new: _Rule, old: _Rule) -> bool:
    if len(new.path) != len(old.path):
        return len(new.path) > len(old.path)
    return new.kind is not None or old.kind is None


def _applies(rule: _Rule, path: str, kind: str) -> bool:
    if rule.kind is not None and rule.kind != kind and not (kind == "drafts" and rule.kind == "posts"):
        return False
    return rule.pattern.match(path) is not None if rule.pattern else path.startswith(rule.path)
