"""A file's bytes to an article: decoding, front matter, the generator's rules, text and identity."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple, TypeVar

from reader.content.decode import decode
from reader.content.document import Document, Facts, RawFile, Role, Source
from reader.content.flavours.jekyll import Jekyll
from reader.content.flavours.plain import Plain
from reader.content.frontmatter import FrontMatter, Note, read, split
from reader.content.identity import declared_key, fingerprint
from reader.content.moments import Zones, moment_at
from reader.content.plaintext import excerpt_line, first_text, one_line, plain_text, plain_texts
from reader.content.searchable import Searchable, searchable
from reader.domain.article import Article, Hidden, Parsed
from reader.domain.problem import Problem
from reader.domain.site import Site
from reader.domain.stem import stem_key

__all__ = ["Document", "Parser", "RawFile", "Role", "document", "parse", "role_of"]

TEXT_LIMIT: Final = 100_000
"""Characters of a body that the excerpt and the fingerprint are made of."""
HEAD_LIMIT: Final = 1_500
"""Characters beyond which an excerpt is not looked at apart from the body that begins with it."""
WHOLE_LINE: Final = 600
"""Characters of a text's first line that are compared with the title before the line is cut."""
LINK_LIMIT: Final = 20_000
"""Characters at a body's end among which the original's address is looked for."""
LINK_KEYS: Final = (
    "link",
    "original_url",
    "source_url",
    "original",
    "canonical_url",
    "external_url",
    "source",
    "url",
)

_Given = TypeVar("_Given")
_Made = TypeVar("_Made")
_AUTOLINK: Final = re.compile(r"[ \t]*<(https?://[^<>\s]+)>[ \t\r]*(?:\n|\Z)")
_HALF: Final = frozenset({"binary", "cut"})
_FIGURES: Final = ("bytes", "kB", "MB", "GB")


class _Begun(NamedTuple):
    """An article of which its text is not looked at yet."""

    raw: RawFile
    source: Source
    facts: Facts
    notes: list[Note]


class Parser:
    """Reads the files of one site; made once per process, for it prepares the configuration.

    ``now``: Unix seconds, by which posts of the future are told.
    """

    def __init__(self, site: Site, now: int) -> None:
        self._flavour = Jekyll(site, now) if site.flavour == "jekyll" else Plain()

    def role_of(self, path: str) -> Role | None:
        """Return what a file may be by its path alone; None: no article, and nothing to read."""
        return self._flavour.role_of(path)

    def parse(self, raw: RawFile) -> Parsed:
        """Return what came of one file, whatever its bytes. Raises MemoryError, and nothing else."""
        return self.parse_all([raw])[0]

    def parse_all(self, raws: Sequence[RawFile]) -> list[Parsed]:
        """Return what came of each file. Raises MemoryError, and nothing else.

        Each step is done for all files before the next: its code stays in the processor's cache, which
        saves a seventh of the time.
        """
        begun = [_tried(self._begun, raw, raw) for raw in raws]
        ended = [one if isinstance(one, Parsed) else _tried(_with_texts, one, one.raw) for one in begun]
        return [one if isinstance(one, Parsed) else _tried(_ended, one, one[0].raw) for one in ended]

    def _begun(self, raw: RawFile) -> Parsed | _Begun:
        """Return what the front matter says, or all there is to say of a file that is no article."""
        role = self.role_of(raw.path)
        if role is None:
            return Parsed(raw.path)
        source, notes = _source(raw, role)
        page = self._flavour.category_page(source)
        if page is not None:
            return Parsed(raw.path, category_page=page, problems=_problems(raw.path, notes))
        facts = self._flavour.facts(source)
        return Parsed(raw.path) if facts is None else _Begun(raw, source, facts, notes)

    def searchable(self, raw: RawFile) -> Searchable | None:
        """Return what a search looks through in an article beside its title. Raises MemoryError only."""
        try:
            source, _ = _source(raw, self.role_of(raw.path) or Role.PAGE)
            body = source.split.body
            return searchable(plain_text(body), self._flavour.values(source), body)
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 - as in parse, which says what was wrong
            return None

    def document(self, raw: RawFile) -> Document:
        """Return an article with its body; for any file, even one that `role_of` would pass over."""
        role = self.role_of(raw.path)
        try:
            source, _ = _source(raw, role or Role.PAGE)
            facts = self._flavour.facts(source) or Plain().facts(source)
            if facts is None:
                return Document(_bare(raw), source.front.values, source.split.body)
            layout = facts.values.get("layout")
            return Document(
                _article(source, facts, _texts(facts.excerpt, source.split.body))[0],
                facts.values,
                source.split.body,
                layout if isinstance(layout, str) else "",
                _extension(raw.path),
                facts.excerpt,
            )
        except Exception:  # noqa: BLE001 - as in parse, which says what was wrong
            return Document(_bare(raw), {}, decode(raw.data).text, "", _extension(raw.path))


def role_of(path: str, site: Site) -> Role | None:
    """Return what one file may be; for many files, keep a `Parser`."""
    return Parser(site, 0).role_of(path)


def parse(raw: RawFile, site: Site, now: int) -> Parsed:
    """Return what came of one file; for many files, keep a `Parser`."""
    return Parser(site, now).parse(raw)


def document(raw: RawFile, site: Site, now: int) -> Document:
    """Return one article with its body; for many, keep a `Parser`."""
    return Parser(site, now).document(raw)


def _extension(path: str) -> str:
    name = path.rpartition("/")[2]
    stem, dot, extension = name.rpartition(".")
    return f".{extension.lower()}" if dot and stem else ""


def _source(raw: RawFile, role: Role) -> tuple[Source, list[Note]]:
    """Decode a file, cut off its front matter and read it; with what was wrong so far."""
    text = decode(raw.data)
    notes = list(text.problems)
    if raw.size > len(raw.data):
        # What is cut off on purpose ends where it ends.
        notes = [("too-large", _figure(raw.size), True), *(note for note in notes if note[0] != "cut")]
    half = any(note[0] in _HALF for note in notes)
    if not text.text.strip() and not half:
        half = True
        notes.append(("empty", "", True))
    cut = split(text.text)
    front = read(cut.block) if cut.block is not None else FrontMatter()
    if cut.closed:
        notes += front.problems
    else:
        half = True
        notes.append(("front-matter-unclosed", "", True))
    return Source(raw.path, role, raw.mtime_ns // 10**9, cut, front, half), notes


def _tried(step: Callable[[_Given], _Made], given: _Given, raw: RawFile) -> _Made | Parsed:
    """Return what a step makes of a file; a file that is too much for the rules must not stop the others."""
    try:
        return step(given)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - see above
        detail = f"{type(error).__name__}: {error}"
        return Parsed(raw.path, _bare(raw), problems=_problems(raw.path, [("parser", detail, False)]))


def _with_texts(begun: _Begun) -> tuple[_Begun, tuple[str, str]]:
    return begun, _texts(begun.facts.excerpt, begun.source.split.body)


def _ended(found: tuple[_Begun, tuple[str, str]]) -> Parsed:
    (raw, source, facts, notes), texts = found
    article, more = _article(source, facts, texts)
    return Parsed(raw.path, article, problems=_problems(raw.path, [*notes, *facts.problems, *more]))


def _article(source: Source, facts: Facts, texts: tuple[str, str]) -> tuple[Article, list[Note]]:
    """Make an article of what its generator's rules say, and of its excerpt's text and its whole text."""
    body, (head, text) = source.split.body, texts
    more: list[Note] = []
    if facts.hidden is Hidden.UNDATED:
        more.append(("name-without-date", "", True))
    return Article(
        path=source.path,
        key=declared_key(source.front.values) or stem_key(source.path),
        title=facts.title,
        moment=facts.moment,
        categories=facts.categories,
        tags=facts.tags,
        excerpt=_excerpt(facts, body, head, text),
        link=_link(source.front, body),
        url=facts.url,
        hidden=facts.hidden,
        fingerprint=fingerprint(facts.title, text),
    ), more


def _texts(excerpt: str, body: str) -> tuple[str, str]:
    """Return the text of the excerpt from its first line that is no heading, and that of the body.

    The former is "" for an excerpt so long that the body's text, which begins with it, does as well.
    """
    body = body[:TEXT_LIMIT]
    if len(excerpt) >= HEAD_LIMIT:
        return "", plain_text(body)
    markup = first_text(excerpt)
    if markup == excerpt and body.startswith(markup):
        return plain_texts(body, len(markup))
    return plain_text(markup), plain_text(body)


def _excerpt(facts: Facts, body: str, head: str, text: str) -> str:
    """Return the line under the title: the excerpt, or the body's first text where that says no more."""
    line, title = one_line(head, WHOLE_LINE), facts.title
    if line and line != title:
        return excerpt_line(line)
    if len(facts.excerpt) < HEAD_LIMIT:
        # Past the heading, where there is one; the whole body's text has it still.
        without = first_text(body[:HEAD_LIMIT])
        text = plain_text(without) if without != body[:HEAD_LIMIT] else text
    line = one_line(text, WHOLE_LINE)
    if title and line.startswith(title):
        line = line[len(title) :].lstrip()
    return excerpt_line(line)


def _link(front: FrontMatter, body: str) -> str:
    """Return the address of the original: a key's, or the last that stands alone in a line, in `<>`."""
    for key in LINK_KEYS:
        value = front.values.get(key)
        if isinstance(value, str) and value.startswith(("http://", "https://")):
            return value.strip()
    first = max(0, len(body) - LINK_LIMIT)
    position = len(body)
    while (position := body.rfind("<http", first, position)) >= 0:
        start = body.rfind("\n", 0, position) + 1
        match = _AUTOLINK.match(body, start) if position - start < 100 else None
        if match is not None:
            return match[1]
    return ""


def _problems(path: str, notes: list[Note]) -> tuple[Problem, ...]:
    return tuple(
        Problem(path, code, " ".join(detail.split())[:200], repaired) for code, detail, repaired in notes
    )


def _bare(raw: RawFile) -> Article:
    """Return an article of which no more is known than its file."""
    stem = stem_key(raw.path)
    return Article(raw.path, stem, stem, moment_at(raw.mtime_ns // 10**9, Zones()))


def _figure(size: int) -> str:
    number = float(size)
    for unit in _FIGURES:
        if number < 1000 or unit == _FIGURES[-1]:
            return f"{number:.0f} {unit}"
        number /= 1000
    return ""
