"""Making a template safe to parse: whatever Liquid could not make sense of becomes plain text.

Jekyll stops the whole build at an unknown tag or a block that never ends; a reader shows the tag as
it stands and renders the rest. Since this pass sees to it that blocks are balanced and that every
opening bracket has its closing one, the engine's own lexer never runs into its slow cases.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Final

MARK: Final = "\ufdd0"
"""Stands for the first bracket of markup that is text; a code point that text never holds."""
LONGEST: Final = 4_000
"""Characters between two brackets; what is longer is no template of any site."""
MOST: Final = 20_000
"""Tags in one body, above which nothing is rendered."""

_OPENER: Final = re.compile(r"\{[{%]")
_NAME: Final = re.compile(r"-?\s*(#|\w+)")
_END_RAW: Final = re.compile(r"\{%-?\s*endraw\s*-?%\}")
_COMMENT_TAG: Final = re.compile(r"\{%-?\s*(end)?comment\b[^%]{0,200}%\}")


@dataclass(frozen=True, slots=True)
class Grammar:
    """What tags there are: single ones, and blocks with the tags that divide them."""

    single: Collection[str]
    blocks: Mapping[str, Collection[str]]


@dataclass(slots=True)
class _Open:
    """A block that is open: where its tag stands, and those of its dividing tags."""

    name: str
    positions: list[int]


@dataclass(slots=True)
class _Scan:
    text: str
    grammar: Grammar
    banned: Collection[int]
    plain: list[int] = field(default_factory=list)  # openers that become text
    stack: list[_Open] = field(default_factory=list)
    tags: int = 0
    raw_is_over: bool = False
    comments: dict[int, int] | None = None

    def run(self) -> list[int]:
        position = 0
        while (match := _OPENER.search(self.text, position)) and self.tags <= MOST:
            self.tags += 1
            position = self._output(match.start()) if match[0] == "{{" else self._tag(match.start())
        for block in self.stack:
            self.plain += block.positions
        return self.plain

    def _output(self, start: int) -> int:
        end = self.text.find("}}", start + 2, start + LONGEST)
        if end < 0 or start in self.banned or not self.text[start + 2 : end].strip(" \t\r\n-"):
            self.plain.append(start)
            return start + 2
        return end + 2

    def _tag(self, start: int) -> int:
        end = self.text.find("%}", start + 2, start + LONGEST)
        name = _NAME.match(self.text, start + 2)
        if end < 0 or start in self.banned or name is None:
            self.plain.append(start)
            return start + 2
        if name[1] in {"raw", "comment"}:
            return self._opaque(name[1], start, end + 2)
        if not self._fits(name[1], start):
            self.plain.append(start)
        return end + 2

    def _fits(self, name: str, start: int) -> bool:
        """Return whether a tag is known and stands where it may."""
        if name in self.grammar.blocks:
            self.stack.append(_Open(name, [start]))
            return True
        if name.startswith("end") and name[3:] in self.grammar.blocks:
            return self._close(name[3:])
        if self.stack and name in self.grammar.blocks[self.stack[-1].name]:
            self.stack[-1].positions.append(start)
            return True
        return name in self.grammar.single

    def _close(self, name: str) -> bool:
        if all(block.name != name for block in self.stack):
            return False
        while (block := self.stack.pop()).name != name:
            self.plain += block.positions
        return True

    def _opaque(self, name: str, start: int, after: int) -> int:
        """Step over a block whose inside means nothing; return where to go on."""
        end = self._end_of_raw(after) if name == "raw" else self._ends_of_comments().get(start, -1)
        if end < 0:
            self.plain.append(start)
            return after
        return end

    def _end_of_raw(self, after: int) -> int:
        match = None if self.raw_is_over else _END_RAW.search(self.text, after)
        self.raw_is_over = match is None  # so that it is not looked for again and again
        return match.end() if match else -1

    def _ends_of_comments(self) -> Mapping[int, int]:
        """Return where the comment that starts at an offset ends, found in one go."""
        if self.comments is None:
            self.comments = {}
            openers: list[int] = []
            for match in _COMMENT_TAG.finditer(self.text):
                if not match[1]:
                    openers.append(match.start())
                elif openers:
                    self.comments[openers.pop()] = match.end()
        return self.comments


def parsable(text: str, grammar: Grammar, banned: Collection[int] = ()) -> str | None:
    """Return a template of the same length in which what cannot be parsed is marked as text.

    ``banned``: offsets of opening brackets that must become text too. None for a body with more
    tags than any real one has.
    """
    scan = _Scan(text, grammar, banned)
    plain = scan.run()
    if scan.tags > MOST:
        return None
    out: list[str] = []
    done = 0
    for position in sorted(plain):
        out += (text[done:position], MARK)
        done = position + 1
    out.append(text[done:])
    return "".join(out)


def restored(text: str) -> str:
    """Return rendered text in which marked brackets are brackets again."""
    return text.replace(MARK, "{")


def opener_before(text: str, index: int) -> int | None:
    """Return where the tag or output starts that an offset lies in, or None."""
    found = max(text.rfind("{{", 0, index + 2), text.rfind("{%", 0, index + 2))
    return found if found >= 0 else None
