"""YAML as Jekyll reads it: the scalars of SafeYAML, on PyYAML's parser in C.

The rules are those of safe_yaml's transformers (to_boolean, to_date, to_float, to_integer, to_nil)
and differ from PyYAML's own: ``12:30`` and ``1:2:3`` stay text, ``2016-02-30`` is text and no error,
``+0800`` is an offset, unknown tags are ignored. Ruby prints what comes out in its own way.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Final

import yaml

DEPTH_LIMIT: Final = 400
"""Nesting beyond which a text is not given to the parser, whose recursion in C is unbounded."""

_BOOLEANS: Final = {"yes": True, "on": True, "true": True, "no": False, "off": False, "false": False}
_STAMP: Final = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt]|[ \t]+)(\d{1,2}):(\d\d):(\d\d)(?:\.(\d*))?[ \t]*"
    r"(?:(Z)|([-+])(\d{1,2}):?(\d\d)?)?"
)
_USUAL: Final = re.compile(r"\d{4}-\d\d-\d\d (?:[01]\d|2[0-3]):\d\d:\d\d [-+]\d{4}", re.ASCII)
_NESTING: Final = re.compile(r"[-?][ \t]")
_DIGITS: Final = list("0123456789")
_SIGNED: Final = [*_DIGITS, "-", "+", "."]


class Loader(yaml.CSafeLoader):
    """A loader that resolves plain scalars as SafeYAML does."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 - PyYAML's own way

    def get_single_data(self) -> object:
        """Return what the text says; a mapping of scalars, as most front matter is, without detours.

        PyYAML constructs any graph of nodes; for scalars that is four fifths of its time.
        """
        node = self.get_single_node()
        if isinstance(node, yaml.MappingNode) and node.tag == _MAPPING:
            flat = self._flat(node)
            if flat is not None:
                return flat
        return self.construct_document(node) if node is not None else None

    def resolve(self, kind: type[yaml.Node], value: str, implicit: tuple[bool, bool]) -> str:
        """Return the tag of a node without one: for scalars PyYAML's own rule, which knows paths as well."""
        if kind is not yaml.ScalarNode:
            return str(super().resolve(kind, value, implicit))  # type: ignore[no-untyped-call] # PyYAML's stubs
        if implicit[0]:
            for tag, pattern in self.yaml_implicit_resolvers.get(value[:1], ()):
                if pattern.match(value):
                    return tag
        return _TEXT

    def _flat(self, node: yaml.MappingNode) -> dict[object, object] | None:
        """Return a mapping of scalars; None when it holds anything else."""
        found: dict[object, object] = {}
        for key, value in node.value:
            read_key, read_value = _SCALARS.get(key.tag), _SCALARS.get(value.tag)
            if read_key is None or read_value is None or not isinstance(value, yaml.ScalarNode):
                return None
            if not isinstance(key, yaml.ScalarNode):
                return None
            found[read_key(self, key)] = read_value(self, value)
        return found


def _text(_loader: Loader, node: yaml.ScalarNode) -> str:
    return str(node.value)


def _nothing(_loader: Loader, _node: yaml.ScalarNode) -> None:
    return None


def _integer(loader: Loader, node: yaml.ScalarNode) -> int | str:
    text = str(loader.construct_scalar(node)).replace("_", "").replace(",", "")
    base = {"0x": 16, "0X": 16, "0b": 2, "0B": 2}.get(text[:2], 0)
    try:
        if base:
            return int(text[2:], base)
        return int(text, 8 if len(text) > 1 and text[0] == "0" else 10)
    except ValueError:
        return node.value if isinstance(node.value, str) else text


def _float(loader: Loader, node: yaml.ScalarNode) -> float | str:
    text = str(loader.construct_scalar(node))
    special = {".inf": "inf", "+.inf": "inf", "-.inf": "-inf", ".nan": "nan"}.get(text.lower())
    try:
        return float(special or text.replace("_", ""))
    except ValueError:
        return text


def _boolean(loader: Loader, node: yaml.ScalarNode) -> bool | str:
    text = str(loader.construct_scalar(node))
    return _BOOLEANS.get(text.lower(), text)


def _stamp(loader: Loader, node: yaml.ScalarNode) -> date | datetime | str:
    return stamp(str(loader.construct_scalar(node)))


def stamp(text: str) -> date | datetime | str:
    """Return a date, or a datetime that is naive where no offset is written (it means UTC)."""
    if _USUAL.fullmatch(text):
        # As most posts have it: Python reads that by itself in a fifth of the time.
        with suppress(ValueError):
            return datetime.fromisoformat(f"{text[:19]}{text[20:]}")
    try:
        match = _STAMP.fullmatch(text)
        if match is None:
            return date.fromisoformat(text)
        year, month, day, hour, minute, second = (int(part) for part in match.group(1, 2, 3, 4, 5, 6))
        when = datetime(year, month, day, hour, minute, min(second, 59))  # noqa: DTZ001 - see above
    except ValueError:
        return text
    if match[7]:
        when = when.replace(microsecond=int(match[7][:6].ljust(6, "0")))
    if match[8]:
        return when.replace(tzinfo=UTC)
    if match[9]:
        minutes = int(match[10]) * 60 + int(match[11] or 0)
        offset = timedelta(minutes=-minutes if match[9] == "-" else minutes)
        # Beyond a day it is no offset to Python; Ruby refuses it too.
        return when.replace(tzinfo=timezone(offset)) if abs(minutes) < 24 * 60 else text
    return when


def _plain(loader: Loader, _suffix: str, node: yaml.Node) -> object:
    """Read a value with a tag that is not known as if it had none."""
    if isinstance(node, yaml.MappingNode):
        return loader.construct_mapping(node, deep=True)
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, deep=True)
    return loader.construct_scalar(node) if isinstance(node, yaml.ScalarNode) else None


_RESOLVED: Final = (
    ("bool", r"yes|on|true|no|off|false", "yYoOtTnNfF"),
    ("null", r"~|null|", ["~", "n", "N", ""]),
    ("int", r"[-+]?(?:0|[1-9][0-9_,]*)|0[0-7_]+|0x[0-9a-f]+|0b[01_]+", _SIGNED),
    (
        "float",
        r"[-+]?[0-9][0-9_]*(?:\.[0-9_]*)?(?:e[-+][0-9]+)?|[-+]?\.[0-9][0-9_]*(?:e[-+][0-9]+)?",
        _SIGNED,
    ),
    ("float", r"[-+]?\.inf|\.nan", _SIGNED),
    ("timestamp", r"\d{4}-\d{2}-\d{2}|" + _STAMP.pattern, _DIGITS),
    ("merge", r"<<", "<"),
)
_CORE: Final = "tag:yaml.org,2002:"
_TEXT: Final = f"{_CORE}str"
_MAPPING: Final = f"{_CORE}map"
_CONSTRUCTED: Final = (("bool", _boolean), ("int", _integer), ("float", _float), ("timestamp", _stamp))

_SCALARS: Final[dict[str, Callable[[Loader, yaml.ScalarNode], object]]] = {
    _TEXT: _text,
    f"{_CORE}null": _nothing,
    **{f"{_CORE}{tag}": construct for tag, construct in _CONSTRUCTED},
}


def _prepare() -> None:
    """Give the loader its rules; what PyYAML itself knows beyond them (sets, binary …) is left out."""
    known = yaml.SafeLoader.yaml_constructors
    names = [f"{_CORE}{name}" for name in ("null", "str", "seq", "map")]
    Loader.yaml_constructors = {name: known[name] for name in names}
    for tag, pattern, first in _RESOLVED:
        whole = re.compile(f"(?:{pattern})\\Z", re.IGNORECASE)
        Loader.add_implicit_resolver(f"{_CORE}{tag}", whole, list(first))
    for tag, construct in _CONSTRUCTED:
        Loader.add_constructor(f"{_CORE}{tag}", construct)
    Loader.add_multi_constructor("", _plain)


_prepare()


def too_deep(text: str) -> bool:
    """Say whether a text may be nested more deeply than the parser can bear."""
    if text.count("[") + text.count("{") > DEPTH_LIMIT:
        return True
    if len(_NESTING.findall(text)) <= DEPTH_LIMIT:
        return False
    # Within one line "- - - -" and "? ? ? ?" nest; over many lines only growing indentation does.
    return any(len(_NESTING.findall(line)) > DEPTH_LIMIT for line in text.splitlines())


def printed(value: object) -> str:
    """Return a scalar as Ruby prints it; lists as their items joined by commas."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        zone = value.strftime("%z")
        return value.strftime("%Y-%m-%d %H:%M:%S ") + ("UTC" if zone in ("", "+0000") else zone)
    if isinstance(value, list):
        return ", ".join(printed(item) for item in value)
    return str(value)
