"""Front matter: where it begins and ends, and what it says, however badly it is written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final, NamedTuple

import yaml
from frontmatter.default_handlers import YAMLHandler

from reader.content.safeyaml import Loader, printed, too_deep
from reader.content.simple_yaml import simple_mapping

BLOCK_LIMIT: Final = 256 * 1024
"""Characters of front matter that are read as YAML; longer ones are read line by line."""
LINES_LIMIT: Final = 2_000
"""Lines of broken front matter that are looked at."""
SIZE_LIMIT: Final = 20_000
"""Values that aliases may swell front matter to."""

_NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})
_FAILURES: Final = (yaml.YAMLError, ValueError, TypeError, RecursionError, OverflowError)
Note = tuple[str, str, bool]

_OPENER: Final = re.compile(r"---[ \t\r\f\v]*\n")
_CLOSER: Final = re.compile(r"^(?:---|\.\.\.)[ \t\r\f\v]*(?:\n|\Z)", re.MULTILINE)
_BLANKS: Final = re.compile(r"(?:[ \t\r\f\v]*\n)+")
_KEY: Final = re.compile(r"([^\s:#'\"\[\]{}&*!|>%@`,?-][^:\n]{0,100}?)[ \t]*:(?=[ \t\r]|$)[ \t]*(.*)")
_ESCAPED: Final = re.compile(r'\\(["/\\])')


class Split(NamedTuple):
    """A file's front matter without its delimiters (None: it has none) and its body.

    ``closed`` is False where the opening line is there and the closing one is not; ``block``
    then holds the lines that look like front matter.
    """

    block: str | None
    body: str
    closed: bool = True


class FrontMatter(NamedTuple):
    """The values of front matter; ``raw`` has the text of each key's line where YAML failed."""

    values: Mapping[str, Any] = _NOTHING
    raw: Mapping[str, str] = _NOTHING
    problems: tuple[Note, ...] = ()


def split(text: str) -> Split:
    r"""Cut the front matter off a text by Jekyll's rule; linear in the text's length.

    The rule is ``\A(---\s*\n.*?\n?)^((---|\.\.\.)\s*$\n?)`` (jekyll/document.rb): blanks behind the
    delimiters are fine, ``...`` closes, nothing may stand before the opener, and blank lines
    behind the closer belong to it.
    """
    opener = _OPENER.match(text)
    if opener is None:
        # A file that was cut off within its very first line has no newline.
        return Split("", "", closed=False) if text.rstrip() == "---" else Split(None, text)
    closer = _CLOSER.search(text, opener.end())
    if closer is None:
        return _unclosed(text, opener.end())
    end = closer.end()
    blanks = _BLANKS.match(text, end)
    return Split(text[opener.end() : closer.start()], text[blanks.end() if blanks else end :])


def _unclosed(text: str, start: int) -> Split:
    """Take the lines behind the opener that look like front matter, if the first one does."""
    position = start
    for number, line in enumerate(text[start : start + BLOCK_LIMIT].splitlines(keepends=True)):
        indented = number > 0 and (line[:1] in " \t-" and line.strip() != "")
        # The last line is cut off where the writer was: half a title is better than none, half a date is not.
        cut = number > 0 and not line.endswith("\n") and start + BLOCK_LIMIT >= len(text)
        if cut and not line.startswith("title:"):
            return Split(text[start:position], "", closed=False)
        if number >= LINES_LIMIT or not (indented or _KEY.match(line)):
            break
        position += len(line)
    if position == start:
        # A text that begins with a rule, as Jekyll takes it too.
        return Split(None, text)
    return Split(text[start:position], text[position:].lstrip("\r\n"), closed=False)


def read(block: str) -> FrontMatter:
    """Return what a block of front matter says.

    YAML is read by python-frontmatter's handler with a loader that resolves scalars as Jekyll's
    does, unless it is simple. What is no YAML is read line by line, so that one bad title costs nothing else.
    """
    simple = simple_mapping(block) if len(block) <= BLOCK_LIMIT else None
    return _parsed(block) if simple is None else FrontMatter(simple)


def _parsed(block: str) -> FrontMatter:
    if len(block) > BLOCK_LIMIT or too_deep(block):
        return _line_by_line(block, "too large or too deep")
    try:
        loaded = YAMLHandler().load(block, Loader=Loader)
    except _FAILURES as error:
        return _line_by_line(block, _reason(error))
    if loaded is None:
        return FrontMatter()
    if not isinstance(loaded, dict):
        rescued = _line_by_line(block, "")
        return FrontMatter(rescued.values, rescued.raw, (("front-matter-no-mapping", "", True),))
    if "*" in block and "&" in block and not _small(loaded):
        return _line_by_line(block, "aliases that never end")
    return FrontMatter({_key(key): value for key, value in loaded.items()})


def _key(key: object) -> str:
    return key if isinstance(key, str) else printed(key)


def _small(loaded: object) -> bool:
    """Say whether a value stays of a size when its aliases are written out."""
    waiting, seen = [loaded], 0
    while waiting:
        value = waiting.pop()
        seen += 1
        if seen > SIZE_LIMIT:
            return False
        if isinstance(value, dict):
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)
    return True


def _reason(error: Exception) -> str:
    """Return on one line what was wrong, and where."""
    if isinstance(error, yaml.MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
        # The opening delimiter is the file's first line.
        where = f", line {mark.line + 2}" if mark else ""
        return f"{error.problem or error.context or 'not YAML'}{where}"[:120]
    return (str(error).splitlines() or [type(error).__name__])[0][:120]


def _line_by_line(block: str, reason: str) -> FrontMatter:
    """Read broken front matter key by key; what is no YAML even so is taken as it is written."""
    values: dict[str, Any] = {}
    raw: dict[str, str] = {}
    for lines in _chunks(block):
        match = _KEY.match(lines[0])
        if match is None:
            continue
        key, written = match[1].strip(), match[2].strip()
        raw[key] = written
        values[key] = _value(lines, written)
    problems = (("front-matter", reason, True),) if reason else ()
    return FrontMatter(values, raw, problems)


def _chunks(block: str) -> list[list[str]]:
    """Cut a block where a line at its left edge begins a key."""
    chunks: list[list[str]] = []
    for line in block[:BLOCK_LIMIT].splitlines()[:LINES_LIMIT]:
        if _KEY.match(line):
            chunks.append([line])
        elif chunks:
            chunks[-1].append(line)
    return chunks


def _value(lines: list[str], written: str) -> object:
    """Return the value of one key's lines: by YAML, else the text of the first of them."""
    own = next(
        (n for n, line in enumerate(lines) if n and line[:1] not in ("", " ", "\t", "-", "#", "]", "}")), None
    )
    # The value may run on at the left edge, as quoted text may; or what stands there is stray.
    for count in (len(lines), own):
        text = "\n".join(lines[:count])
        if count is None or too_deep(text):
            continue
        try:
            loaded = yaml.load(text, Loader=Loader)  # noqa: S506 - a safe loader
        except _FAILURES:
            continue
        if isinstance(loaded, dict) and len(loaded) == 1 and _small(loaded):
            return next(iter(loaded.values()))
    return unquoted(written)


def unquoted(written: str) -> str:
    """Take off the quotes round a text that is no YAML, such as ``"a "b" c"`` or ``"half``."""
    for quote in "\"'":
        if written.startswith(quote):
            inner = written[1:]
            if inner.endswith(quote):
                inner = inner[:-1]
            elif quote in inner:
                # "a" and b: the quotes belong to the words.
                return written
            return _ESCAPED.sub(r"\1", inner) if quote == '"' and '\\"' in inner else inner
    return written


def written(block: str, key: str) -> str:
    """Return the text behind a key as it stands in a block, or ""."""
    match = re.search(rf"^{re.escape(key)}[ \t]*:[ \t]*(.*)$", block, re.MULTILINE)
    return match[1].strip() if match else ""
