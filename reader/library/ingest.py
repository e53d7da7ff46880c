"""Taking what was read into the catalog, a batch at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from reader.domain.stem import stem_key
from reader.library.claims import settle
from reader.library.numbers import Numbers
from reader.library.placing import Placing, Terms
from reader.library.reading import Draft, Reading
from reader.library.second_look import written_time
from reader.library.titles import Namer, name_terms
from reader.sources.folder import FileInfo
from reader.storage.catalog_writer import CatalogWriter
from reader.storage.rows import ArticleRow, FileRow, Kind, Known, Placed, ProblemRow, TermKind
from reader.storage.texts import stored

_AGAIN = -1
"""The time of last change that no file has: it will be read again."""


@dataclass(slots=True)
class Tally:
    """What became of the articles in one run."""

    added: int = 0
    changed: int = 0
    moved: int = 0
    removed: int = 0


class Ingest:
    """Takes readings, moves and removals into a catalog; every public method needs an open batch."""

    def __init__(
        self,
        writer: CatalogWriter,
        known: dict[str, Known],
        by_path: frozenset[str],
        tally: Tally,
        load_namer: Callable[[], Namer],
    ) -> None:
        self._load_namer = load_namer
        self._writer = writer
        self._known = known
        self._by_path = by_path
        self._tally = tally
        self._terms = Terms(writer)
        self._placing = Placing(writer)
        self._numbers = Numbers(writer.numbers_taken())
        self._last_file = self._last_known = writer.last_file()
        self._declared: set[str] = set()
        self._fresh: dict[int, int] = {}
        self._edited: list[int] = []
        self._pages_changed = False
        self._following: set[str] = set()

    def prepare(self, moved: Mapping[str, str], taken_over: frozenset[str], rekey: Iterable[str]) -> None:
        """Let articles go along with their files, and rekey those whose names are unique no more or again."""
        for new, old in moved.items():
            if new in self._known:  # what was a copy shows the article from now on
                self._writer.forget_file(self._known.pop(new).id)
            row = self._known.pop(old)
            self._writer.rename(row.id, new)
            self._known[new] = row._replace(digest=0)
            self._following.add(new)
            self._tally.moved += new not in taken_over
        generation = self._writer.generation() + 1
        for path in rekey:
            row = self._known[path]
            by_path = path in self._by_path
            self._writer.set_by_path(row.id, by_path=by_path)
            self._known[path] = row._replace(by_path=by_path)
            if row.number is None:
                continue
            declared = self._writer.declared(row.number)
            if declared is None:
                self._writer.rekey(row.number, self._own_key(path), generation)
            else:
                self._declared.add(declared)

    def take(self, readings: Iterable[Reading]) -> None:
        """Take in what was read of some files."""
        generation = self._writer.generation() + 1
        files: list[FileRow] = []
        articles: list[ArticleRow] = []
        problems: list[ProblemRow] = []
        touched: list[tuple[int, int, int]] = []
        # Of one moment the later path is the newer article (jekyll/document.rb, <=>): numbers go upwards.
        for reading in sorted(readings, key=lambda one: one.file.path):
            file = reading.file
            known = self._known.get(file.path)
            if reading.same and known:
                touched.append((file.size, written_time(file.mtime_ns, fresh=reading.fresh), known.id))
                continue
            number = known.id if known else self._new_file()
            if reading.problems:
                problems += [
                    ProblemRow(number, stored(file.path), code, stored(detail), repaired)
                    for code, detail, repaired in reading.problems
                ]
            if reading.digest == 0 and known and known.number is not None:
                # What could be read before stays as it was, and is tried again.
                touched.append((file.size, _AGAIN, known.id))
                self._writer.write_problems([known.id], ())
                continue
            article = self._article(number, reading, known, generation)
            articles += [article] if article else []
            self._page(number, reading, known)
            files.append(self._file(number, reading, article))
        self._writer.touch(touched)
        known_files = [row.id for row in files if row.id <= self._last_known]
        self._writer.write_problems(known_files, problems)
        self._writer.write_files(files)
        # In the order of the table: its pages fill up, while newest first would leave them half empty.
        articles.sort()
        self._writer.write_articles(articles)
        self._writer.note_edited(self._edited, generation)
        self._edited.clear()

    def copy(self, copies: Mapping[str, str], files: Mapping[str, FileInfo]) -> None:
        """Write down which files are copies of which; they are not read."""
        rows = []
        for path, head in copies.items():
            known = self._known.get(path)
            if known and known.number is not None:
                self._retire(known.number)
            shown = self._known.get(head)
            file = files[path]
            number = known.id if known else self._new_file()
            head_id = shown.id if shown else None
            rows.append(
                FileRow(number, stored(path), file.size, file.mtime_ns, 0, Kind.COPY, False, None, head_id)
            )
            self._known[path] = Known(number, file.size, file.mtime_ns, 0, Kind.COPY, False, None, head_id)
            if known:
                self._writer.write_problems([number], ())
                self._pages_changed |= known.kind == Kind.CATEGORY_PAGE
                self._writer.write_category_page(number, None)
        self._writer.write_files(rows)

    def forget(self, paths: Iterable[str]) -> None:
        """Delete files that are gone; an article of equal text that came up elsewhere was moved there."""
        for path in paths:
            row = self._known.pop(path)
            if row.number is not None:
                fingerprint = self._retire(row.number)
                if fingerprint and self._fresh.get(fingerprint, 0) > 0:
                    self._fresh[fingerprint] -= 1
                    self._tally.moved += 1
                    self._tally.added -= 1
                else:
                    self._tally.removed += 1
            self._pages_changed |= row.kind == Kind.CATEGORY_PAGE
            self._writer.forget_file(row.id)

    def write(self, *, final: bool) -> None:
        """Write what the batch changed of keys, names and shelves; names of all terms when it is the last."""
        settle(self._writer, self._declared, self._writer.generation() + 1)
        self._declared.clear()
        self._placing.write()
        if final and self._pages_changed:
            self._placing.renamed.update(
                row.id for row in self._terms.rows.values() if row.kind == TermKind.CATEGORY
            )
        wanted = self._terms.unnamed | (self._placing.renamed if final else set())
        if wanted:
            name_terms(self._writer, self._terms, wanted, self._load_namer())
        self._terms.unnamed.clear()
        if final:
            self._placing.renamed.clear()
        self._terms.write(self._writer)

    def _article(
        self, file: int, reading: Reading, known: Known | None, generation: int
    ) -> ArticleRow | None:
        old = self._writer.placed(known.number) if known and known.number is not None else None
        path, draft = reading.file.path, reading.draft
        if draft is None:
            if old:
                self._retire(old.number)
                self._tally.removed += 1
            return None
        number = self._number(old, draft)
        row = self._row(number, file, (path, draft), old, generation)
        if draft.declared:
            self._declared.add(draft.declared)
        if old is None:
            terms = row.categories, row.tags
            self._placing.add(number, row.unix + row.offset, row.hidden, terms, post=draft.post)
            self._tally.added += 1
            if draft.fingerprint:
                self._fresh[draft.fingerprint] = self._fresh.get(draft.fingerprint, 0) + 1
            return row
        self._placing.put(old, _placed(row, path, draft), post=draft.post)
        if old.number == number and (stored(old.key), old.fingerprint) != (row.key, row.fingerprint):
            self._edited.append(number)
        if path not in self._following and known and known.digest != reading.digest:
            self._tally.changed += 1
        return row

    def _number(self, old: Placed | None, draft: Draft) -> int:
        """Return an article's number: the one it has while its moment stays."""
        if old is None:
            return self._numbers.take(draft.unix)
        self._reclaim(old.number)
        if old.unix != draft.unix:
            self._writer.retire(old.number, old.url)
            return self._numbers.take(draft.unix)
        if old.url != draft.url:
            self._writer.drop_url(old.number, old.url)
        return old.number

    def _row(
        self, number: int, file: int, found: tuple[str, Draft], old: Placed | None, generation: int
    ) -> ArticleRow:
        path, draft = found
        key = draft.declared or self._own_key(path)
        return ArticleRow(
            number,
            file,
            stored(key),
            None if draft.declared is None else stored(draft.declared),
            stored(draft.title),
            stored(draft.excerpt),
            draft.unix,
            draft.offset,
            draft.link,
            draft.url,
            draft.hidden,
            draft.fingerprint,
            self._terms.ids(TermKind.CATEGORY, draft.categories),
            self._terms.ids(TermKind.TAG, draft.tags),
            old.born if old and old.key == key else generation,
            path,
        )

    def _own_key(self, path: str) -> str:
        return path if path in self._by_path else stem_key(path)

    def _file(self, number: int, reading: Reading, article: ArticleRow | None) -> FileRow:
        file = reading.file
        kind = Kind.ARTICLE if article else Kind.CATEGORY_PAGE if reading.page else Kind.NOTHING
        mtime = file.mtime_ns if reading.digest else _AGAIN
        by_path = file.path in self._by_path
        shown = article.number if article else None
        self._known[file.path] = Known(number, file.size, mtime, reading.digest, kind, by_path, shown, None)
        written = written_time(mtime, fresh=reading.fresh)
        return FileRow(
            number, stored(file.path), file.size, written, reading.digest, kind, by_path, shown, None
        )

    def _page(self, file: int, reading: Reading, known: Known | None) -> None:
        if reading.page:
            self._writer.write_category_page(file, *reading.page)
            self._pages_changed = True
        elif known and known.kind == Kind.CATEGORY_PAGE:
            self._writer.write_category_page(file, None)
            self._pages_changed = True

    def _retire(self, number: int) -> int:
        """Delete an article; returns its fingerprint."""
        old = self._writer.placed(number)
        if old is None:
            return 0
        self._reclaim(number)
        self._placing.put(old, None)
        self._writer.retire(number, old.url)
        return old.fingerprint

    def _reclaim(self, number: int) -> None:
        """See to it that others who declare the key of an article may get it."""
        declared = self._writer.declared(number)
        if declared is not None:
            self._declared.add(declared)

    def _new_file(self) -> int:
        self._last_file += 1
        return self._last_file


def _placed(row: ArticleRow, path: str, draft: Draft) -> Placed:
    return Placed(
        row.number,
        row.file,
        "",
        path,
        row.unix,
        row.offset,
        draft.url,
        row.hidden,
        row.categories,
        row.tags,
        row.born,
        row.fingerprint,
    )
