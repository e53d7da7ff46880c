"""The commands: each takes a session and its arguments, and prints its answer."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkstemp
from threading import Event
from typing import Final, TextIO

from pyroaring import BitMap

from reader.cli.terminal import EndOfInput, Output, Progress
from reader.content.document import Document
from reader.desktop.priority import give_way
from reader.domain.errors import ReaderError, StateError, StateLostError, UnknownArticleError
from reader.domain.problem import Problem
from reader.domain.shelf import Place, Scope
from reader.indexer import follow, index
from reader.library.export import plain
from reader.library.library import Library
from reader.library.opening import place_of
from reader.library.rescue import Rescue
from reader.paths import Places, resources

BATCH: Final = 500
"""Rows that one query fetches."""
STANDARD: Final = Path("-")
_CONTROLS: Final = re.compile(r"[\x00-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class Session:
    """What every command gets: where the program writes, where to print, what to show while working."""

    places: Places
    out: Output
    progress: Progress

    @contextmanager
    def library(self, folder: Path, *, texts: bool = False) -> Iterator[Library]:
        """Open a folder's library, brought up to date first, so that every answer is true.

        ``texts``: for a search.
        """
        try:
            index(folder, self.places, self.progress.take, texts=texts)
        finally:
            self.progress.clear()
        library = self._opened(folder)
        try:
            if library.settle():
                library.reload()
            yield library
        finally:
            library.close()

    def _opened(self, folder: Path) -> Library:
        """Open what is known of a folder; where the marks are gone, without them and with a warning."""
        try:
            return self._examined(Library.open(folder, self.places))
        except StateLostError as error:
            sentence = f"{error.what}; {Rescue(self.places.state).advice()}."
            if error.damaged:
                raise StateError(sentence) from error
            self.progress.warn(sentence)
            return Library.open(folder, self.places, bear_loss=True)

    @staticmethod
    def _examined(library: Library) -> Library:
        try:
            library.upkeep.examine_if_small()
        except BaseException:
            library.close()
            raise
        return library


def index_folder(session: Session, arguments: argparse.Namespace) -> None:
    """Bring the cache up to date, saying how far it is."""

    def report(event: Mapping[str, object]) -> None:
        session.progress.take(event)
        if arguments.json:
            session.out.json(event)
            session.out.flush()

    if arguments.watch:
        if arguments.until_eof:
            # Somebody else started it, a window most likely, and has more urgent things to do.
            give_way()
        follow(arguments.folder, session.places, report, EndOfInput() if arguments.until_eof else Event())
        return
    try:
        done = index(arguments.folder, session.places, report, texts=True)
    finally:
        session.progress.clear()
    session.progress.say(f"{done.articles:,} articles in {done.found:,} files, {done.problems:,} problems.")


def list_articles(session: Session, arguments: argparse.Namespace) -> None:
    """Print the articles asked for, the newest first."""
    with session.library(arguments.folder) as library:
        numbers = list(_asked_for(library, arguments))[::-1]
        if arguments.limit is not None:
            del numbers[arguments.limit :]
        show = _print_listings if arguments.json else print_rows
        for start in range(0, len(numbers), BATCH):
            show(session.out, library, numbers[start : start + BATCH])


def _asked_for(library: Library, arguments: argparse.Namespace) -> BitMap:
    shelf = library.shelf(Scope(Place.ALL), hidden=arguments.hidden)
    if arguments.category is not None:
        shelf = shelf & _category(library, arguments.category, hidden=arguments.hidden)
    if arguments.tag is not None:
        shelf = shelf & library.shelf(Scope(Place.TAG, arguments.tag), hidden=arguments.hidden)
    if arguments.unread:
        shelf = shelf - library.read
    if arguments.starred:
        shelf = shelf & library.starred
    return shelf


def _category(library: Library, name: str, *, hidden: bool) -> BitMap:
    """Return a category's articles, by its slug or by its readable name."""
    shelf = library.shelf(Scope(Place.CATEGORY, name), hidden=hidden)
    if shelf:
        return shelf
    slugs = [term.slug for term in library.categories() if term.name == name]
    if not slugs:
        raise ReaderError(f"This folder has no category “{name}”.")
    return library.shelf(Scope(Place.CATEGORY, slugs[0]), hidden=hidden)


def print_rows(out: Output, library: Library, numbers: Sequence[int]) -> None:
    """Print a line for each article: when, marks, key, category and title, with tabs between."""
    for row in library.rows(numbers):
        marks = (" " if library.is_read(row.number) else "•") + (
            "★" if library.is_starred(row.number) else " "
        )
        when = row.moment.local().strftime("%Y-%m-%d %H:%M")
        out.line("\t".join((when, marks, flat(row.key), flat(row.category), flat(row.title))))


def _print_listings(out: Output, library: Library, numbers: Sequence[int]) -> None:
    for number in numbers:
        out.json(plain_listing(library, number))


def plain_listing(library: Library, number: int) -> dict[str, object]:
    """Return what `list` prints of an article."""
    listing = library.listing(number)
    if listing is None:
        raise UnknownArticleError("The article has just been removed.")
    return plain(listing, read=library.is_read(number), starred=library.is_starred(number))


def flat(text: str) -> str:
    """Return text that keeps to its own line and column, and gives a terminal no orders."""
    return _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", " ".join(text.split()))


def show_article(session: Session, arguments: argparse.Namespace) -> None:
    """Print one article, as text, as clean HTML, or all that is known of it."""
    # What renders takes longer to load than the first titles of a folder take to come: `index` must not wait.
    from reader.library.pages import Pages  # noqa: PLC0415 - see above

    folder, key = _folder_and_key(arguments)
    with session.library(folder) as library:
        number, pages = number_named(library, key), Pages(library, resources())
        if arguments.json:
            session.out.json(_everything(library, number, pages.document(number)))
        else:
            session.out.line(pages.html(number) if arguments.html else pages.text(number))


def _folder_and_key(arguments: argparse.Namespace) -> tuple[Path, str]:
    if arguments.key is not None:
        return arguments.place, arguments.key
    folder, file = place_of(arguments.place)
    if not file:
        arguments.command.error("an article is asked for by FOLDER and KEY, or by its FILE")
    return folder, file


def number_named(library: Library, key: str) -> int:
    """Return the number of the article with a key or a path. Raises UnknownArticleError."""
    number = library.number_of(key)
    if number is None:
        raise UnknownArticleError(f"There is no article “{key}” in this folder.")
    return number


def _everything(library: Library, number: int, document: Document) -> dict[str, object]:
    listing = library.listing(number)
    problems = [_problem(problem) for problem in library.problems() if problem.path == document.article.path]
    return plain_listing(library, number) | {
        "url": document.article.url,
        "copies": list(listing.copies) if listing else [],
        "position": library.position(number),
        "front_matter": document.values,
        "problems": problems,
    }


def list_problems(session: Session, arguments: argparse.Namespace) -> None:
    """Print what is wrong with which files."""
    with session.library(arguments.folder) as library:
        for problem in library.problems():
            if arguments.json:
                session.out.json(_problem(problem))
            else:
                session.out.line(f"{flat(problem.path)}: {flat(problem.sentence())}")


def _problem(problem: Problem) -> dict[str, object]:
    return {"path": problem.path, "reason": problem.sentence(), "repaired": problem.repaired}


def mark_articles(session: Session, arguments: argparse.Namespace) -> None:
    """Mark all of the articles named, or none of them when one is unknown."""
    mark, value = arguments.mark
    with session.library(arguments.folder) as library:
        numbers = BitMap([number_named(library, key) for key in arguments.keys])
        changes = library.mark(numbers, mark, value)
    session.progress.say(f"{len(changes.numbers):,} of {len(numbers):,} articles changed.")


def export_state(session: Session, arguments: argparse.Namespace) -> None:
    """Write what the person did to a file."""
    with session.library(arguments.folder) as library, _written(arguments.file) as out:
        count = library.upkeep.export_state(out)
    session.progress.say(f"{count:,} articles and searches written.")


def import_state(session: Session, arguments: argparse.Namespace) -> None:
    """Take over what a person did from a file."""
    with session.library(arguments.folder) as library:
        if arguments.file == STANDARD:
            taken, left_out = library.upkeep.import_state(sys.stdin)
        else:
            with arguments.file.open(encoding="utf-8", errors="replace") as lines:
                taken, left_out = library.upkeep.import_state(lines)
    session.progress.say(f"{taken:,} articles and searches taken over, {left_out:,} lines left out.")


def restore_state(session: Session, arguments: argparse.Namespace) -> None:
    """Put the newest good backup in the place of marks that are damaged or gone, or begin with none."""
    rescue = Rescue(session.places.state)
    if not rescue.needed():
        raise ReaderError("The read marks and stars are there and whole; nothing was restored.")
    kept = rescue.start_anew() if arguments.nothing else rescue.restore()
    session.progress.say(
        f"The damaged file is kept as “{kept}”." if kept else "Nothing was there to be kept."
    )


@contextmanager
def _written(file: Path) -> Iterator[TextIO]:
    """Open a file that takes the place of an older one only once it is whole; “-” is standard output."""
    if file == STANDARD:
        yield sys.stdout
        return
    if file.exists() and not file.is_file():
        # A pipe or a device takes what is written; nothing may be put in its place. A folder refuses.
        with file.open("w", encoding="utf-8") as stream:
            yield stream
        return
    file = Path(os.path.realpath(file))  # a link stays one
    if not file.parent.is_dir():
        raise ReaderError(f"There is no folder “{file.parent}”.")
    handle, name = mkstemp(dir=file.parent, prefix=file.name)
    temporary = Path(name)
    try:
        with open(handle, "w", encoding="utf-8") as new:  # noqa: PTH123 - it is open already
            yield new
            new.flush()
            os.fsync(handle)
        temporary.replace(file)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
