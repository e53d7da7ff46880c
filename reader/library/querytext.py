"""The query language of the full-text search: from a text to a tree, and back.

Words are all to be found; ``"exact phrase"``; ``-not``; ``OR``; parentheses; ``title:``, ``category:``,
``tag:``, ``author:``, ``in:``, ``date:``, ``since:``, ``is:``, ``has:`` and their Chinese names.
Not binds before and, and before or. The manual's page on searching is the description for people.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Final, assert_never

from reader.domain.query import (
    And,
    Category,
    Dated,
    Everything,
    Fault,
    FaultCode,
    Folder,
    Has,
    Is,
    Leaf,
    Node,
    Not,
    Or,
    Query,
    Tag,
    Text,
    all_of,
    any_of,
    none_of,
)
from reader.library.querying.dates import dated, since, written_dates
from reader.library.querying.fields import ALONE, FEATURES, FIELDS, STATUSES, FieldCode, folded
from reader.library.querying.tokens import Token, doubled, tokens

LONGEST: Final = 1_000
"""Characters that are looked at."""
DEEPEST: Final = 50
"""Levels of parentheses that count; further ones are as if they were not there."""


def parse(text: str, today: date) -> Query:
    """Return what a text asks for; for any text there is an answer, and it takes linear time.

    ``today``: the day by the clock of the site, for ``date:today`` and ``since:7d``.
    What is wrong is in the faults and left out of the tree.
    """
    parser = _Parser(tokens(text[:LONGEST]), today)
    node = parser.either(None) or Everything()
    if len(text) > LONGEST:
        parser.faults.append(Fault(LONGEST, len(text), "too_long", str(LONGEST)))
    return Query(text, node, tuple(sorted(parser.faults, key=lambda fault: (fault.start, fault.end))))


def written(node: Node) -> str:
    """Return a text that parses to an equal tree, unless that is longer than `LONGEST`.

    Equal for a tree as `parse` gives it. Others come back flat, without what asks for nothing, and
    quoted where the words would be taken for something else. Days are absolute: of a search with
    ``since:7d`` the text that was typed has to be kept.
    """
    return _written(node, 0)


def in_category(text: str, slug: str, today: date) -> str:
    """Return a text that asks for the same in one category only; as it was typed where that can be."""
    wanted = all_of((parse(text, today).node, Category(slug)))
    limit = written(Category(slug))
    for together in (f"{text} {limit}", f"({text}) {limit}"):
        query = parse(together, today)
        if query.node == wanted and not query.faults:
            return together
    return written(wanted)


def value_text(value: str) -> str:
    """Return a field's value as it has to be written behind the colon, in quotes where it needs them."""
    # On the day nothing hangs: a category is none.
    return value if parse(f"category:{value}", date.min).node == Category(value) else quoted(value)


def quoted(words: str) -> str:
    """Return words in quotes, with quotes within doubled."""
    return f'"{doubled(" ".join(words.split()))}"'


@dataclass(slots=True)
class _Parser:
    """Recursive descent over the tokens; None stands for a part in which there was nothing to search."""

    signs: tuple[Token, ...]
    today: date
    at: int = 0
    depth: int = 0
    faults: list[Fault] = field(default_factory=list)

    def either(self, code: FieldCode | None) -> Node | None:
        """Return the parts joined by OR up to a parenthesis that closes, or to the end.

        ``code``: the field before the parentheses that this is in, which applies to each word.
        """
        found: list[Node] = []
        last: Token | None = None
        while True:
            before = self.at
            part = self._every(code)
            if part is not None:
                found.append(part)
            empty = self.at == before
            if empty and last:
                self._fault(last, "lone_or")
            sign = self._take("or")
            if not sign:
                return any_of(found) if found else None
            if empty and not last:
                self._fault(sign, "lone_or")
                continue
            last = sign

    def _every(self, code: FieldCode | None) -> Node | None:
        found: list[Node] = []
        while self.at < len(self.signs):
            kind = self.signs[self.at].kind
            if kind == "close" and not self.depth:
                self._fault(self.signs[self.at], "stray_parenthesis")
                self.at += 1
                continue
            if kind in {"close", "or"}:
                break
            part = self._signed(code)
            if part is not None:
                found.append(part)
        return all_of(found) if found else None

    def _signed(self, code: FieldCode | None) -> Node | None:
        first = last = self._take("minus")
        if not first or not last:
            return self._part(code)
        signs = 1
        while self._touches(last) and (further := self._take("minus")):
            last, signs = further, signs + 1
        if not self._touches(last) or self.signs[self.at].kind in {"close", "or"}:
            self.faults.append(Fault(first.start, last.end, "lone_minus"))
            return None
        part = self._part(code)
        return none_of(part) if part is not None and signs % 2 else part

    def _part(self, code: FieldCode | None) -> Node | None:
        sign = self.signs[self.at]
        if sign.kind == "open":
            return self._group(code)
        self.at += 1
        if sign.kind != "field":
            return self._leaf(sign, code)
        code = FIELDS[folded(sign.text)]
        if not self._touches(sign) or self.signs[self.at].kind == "close":
            self._fault(sign, "no_value", code)
            return None
        return self._part(code)

    def _group(self, code: FieldCode | None) -> Node | None:
        opened = self.signs[self.at]
        self.at += 1
        if self.depth == DEEPEST:
            self._skip(opened)
            return None
        if closed := self._take("close"):
            self.faults.append(Fault(opened.start, closed.end, "empty_parentheses"))
            return None
        self.depth += 1
        part = self.either(code)
        self.depth -= 1
        if not self._take("close"):
            self._fault(opened, "unclosed_parenthesis")
        return part

    def _skip(self, opened: Token) -> None:
        level = 1
        while level and self.at < len(self.signs):
            level += {"open": 1, "close": -1}.get(self.signs[self.at].kind, 0)
            self.at += 1
        self.faults.append(Fault(opened.start, self.signs[self.at - 1].end, "too_deep", str(DEEPEST)))

    def _leaf(self, sign: Token, code: FieldCode | None) -> Leaf | None:
        if not sign.whole:
            self.faults.append(Fault(sign.start, sign.start + 1, "unclosed_quote"))
        exact = sign.kind == "quoted"
        if code is None and not exact and sign.text in ALONE:
            return Is(ALONE[sign.text])
        found = _leaf(code, " ".join(sign.text.split()), self.today, exact=exact)
        if isinstance(found, str):
            self._fault(sign, found, sign.text)
            return None
        return found

    def _take(self, kind: str) -> Token | None:
        if self.at < len(self.signs) and self.signs[self.at].kind == kind:
            self.at += 1
            return self.signs[self.at - 1]
        return None

    def _touches(self, before: Token) -> bool:
        return self.at < len(self.signs) and self.signs[self.at].start == before.end

    def _fault(self, sign: Token, code: FaultCode, detail: str = "") -> None:
        self.faults.append(Fault(sign.start, sign.end, code, detail))


_NAMED: Final[dict[str, Callable[[str], Leaf]]] = {"category": Category, "tag": Tag, "in": Folder}


def _leaf(code: FieldCode | None, value: str, today: date, *, exact: bool) -> Leaf | FaultCode:
    if code is None or code in {"title", "author"}:
        return _text(code, value, exact=exact)
    if not value:
        return "no_value"
    if code in _NAMED:
        return _NAMED[code](value)
    if code == "is":
        status = STATUSES.get(folded(value))
        return Is(status) if status else "unknown_status"
    if code == "has":
        what = FEATURES.get(folded(value))
        return Has(what) if what else "unknown_feature"
    return _days(dated(value, today) if code == "date" else since(value, today))


def _text(code: FieldCode | None, value: str, *, exact: bool) -> Leaf | FaultCode:
    if not any(letter.isalnum() for letter in value):
        return "no_words"
    return Text(value, "title" if code == "title" else "author" if code == "author" else "any", exact)


def _days(days: Dated | None) -> Leaf | FaultCode:
    if days is None:
        return "bad_date"
    return "dates_reversed" if days.first and days.last and days.first > days.last else days


_LOOSE, _TIGHT, _TIGHTEST = range(3)
"""How what stands round a part binds: OR or nothing, and, not."""


def _written(node: Node, binding: int) -> str:
    match node:
        case Everything():
            return ""
        case Not():
            return f"-{_written(node.part, _TIGHTEST)}"
        case And():
            text = " ".join(filter(None, (_written(part, _TIGHT) for part in node.parts)))
            return f"({text})" if binding > _TIGHT else text
        case Or():
            text = " OR ".join(filter(None, (_written(part, _LOOSE) for part in node.parts)))
            return f"({text})" if binding > _LOOSE else text
        case _:
            return _written_leaf(node)


def _written_leaf(node: Leaf) -> str:
    match node:
        case Text():
            text = _written_text(node)
        case Category():
            text = f"category:{value_text(node.name)}"
        case Tag():
            text = f"tag:{value_text(node.name)}"
        case Folder():
            text = f"in:{value_text(node.path)}"
        case Dated():
            text = f"date:{written_dates(node)}" if node.first or node.last else ""
        case Is():
            text = f"is:{node.status}"
        case Has():
            text = f"has:{node.what}"
        case _:
            assert_never(node)
    return text


def _written_text(node: Text) -> str:
    field_name = "" if node.field == "any" else f"{node.field}:"
    bare = f"{field_name}{node.words}"
    if not node.exact and parse(bare, date.min).node == node:
        return bare
    return f"{field_name}{quoted(node.words)}"
