"""Whatever happens to an archive: a catalog that was kept up to date equals one that is made anew."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.domain.shelf import Place, Scope
from reader.library.library import Library
from reader.library.naming import category_name, sound
from reader.library.titles import Namer
from reader.library.updating import Update
from reader.paths import Places
from reader.storage.catalog import NAME
from tests.archive import EVERYTHING, read_here, read_in

STEMS = ("2022-05-26-a", "2022-05-26-b", "2022-05-27-c", "note", "-odd")
FOLDERS = ("_posts", "en/_posts", "old_post", "category", ".")
FRONT = (
    "---\ntitle: one\ncategories: x\ntags: 甲新闻\n---\nText one, long enough to tell one from another.\n",
    "---\ntitle: two\ndate: 2022-05-26 10:00:00\ncategories: x y\ntags: 乙 丙\n---\nText two.\n",
    "---\ntitle: three\nid: shared\ndate: 2022-05-26 10:00:00\n---\nText three.\n",
    "---\ntitle: four\npermalink: /four.html\ncategories: y\ntags: 甲新闻\n---\nText four.\n",
    "---\nlayout: category\ncategory: x\ntitle: A page for x\n---\n",
    '---\ntitle: "bro"ken"\npublished: false\n---\nText.\n',
    "No front matter at all.\n",
    "",
)
FILES = st.builds("{}/{}.md".format, st.sampled_from(FOLDERS), st.sampled_from(STEMS))
STEPS = st.one_of(
    st.tuples(st.just("write"), FILES, st.integers(0, len(FRONT) - 1)),
    st.tuples(st.just("write"), FILES, st.integers(0, len(FRONT) - 1)),
    st.tuples(st.just("remove"), FILES),
    st.tuples(st.just("move"), FILES, FILES),
    st.tuples(st.just("copy"), FILES, FILES),
)


def done(root: Path, step: tuple[object, ...]) -> None:
    """Carry out one step. Equal texts get equal times: of undated posts the time is the moment."""
    match step:
        case ("write", str(name), int(which)):
            (root / name).write_text(FRONT[which], "utf-8")
            when = 1_650_000_000 + int(which)
            os.utime(root / name, (when, when))
        case ("remove", str(name)):
            (root / name).unlink(missing_ok=True)
        case ("move", str(name), str(new)):
            if (root / name).exists():
                (root / name).replace(root / new)
        case ("copy", str(name), str(new)):
            if (root / name).exists() and name != new:
                shutil.copy2(root / name, root / new)


def everything(root: Path, places: Places) -> dict[str, object]:
    """Return all that a catalog says, without the numbers, which are its own affair."""
    library = Library.open(root, places)
    try:
        shelf = library.shelf(EVERYTHING, hidden=True)
        found: dict[str, object] = {}
        keys = {}
        for number in shelf:
            listing = library.listing(number)
            assert listing is not None
            keys[number] = listing.article.key
            assert listing.article.key not in found
            found[listing.article.key] = (listing.article, listing.category_names, listing.copies)
            assert library.number_of(listing.article.path) == number == library.number_of(listing.article.key)
        for term in library.categories():
            members = library.shelf(Scope(Place.CATEGORY, term.slug))
            found[f"category {term.slug}"] = (term, {keys[number] for number in members})
        for period in library.periods():
            found[f"period {period.scope()}"] = {keys[number] for number in library.shelf(period.scope())}
        found["problems"] = library.problems()
        return found
    finally:
        library.close()


@settings(max_examples=80)
@given(st.lists(st.lists(STEPS, min_size=1, max_size=6), min_size=1, max_size=5))
def test_kept_up_to_date_is_as_good_as_new(runs: list[list[tuple[object, ...]]]) -> None:
    with TemporaryDirectory() as name:
        base = Path(name)
        root = base / "archive"
        for folder in FOLDERS:
            (root / folder).mkdir(parents=True, exist_ok=True)
        (root / "_config.yml").write_text("title: Steps\ntimezone: UTC\n", "utf-8")
        kept = Places(base / "c", base / "d", base / "s")
        for run in runs:
            for step in run:
                done(root, step)
            summary = read_in(root, kept)
        new = Places(base / "new", base / "new-data", base / "s")
        assert read_in(root, new).articles == summary.articles
        assert everything(root, kept) == everything(root, new)
        again = read_in(root, kept)
        assert (again.added, again.changed, again.moved, again.removed) == (0, 0, 0, 0)


def update(root: Path, places: Places, paths: set[str]) -> None:
    """Take in what some paths have become; all files here are older than anybody could be writing them."""
    catalog = places.archive_cache(root) / NAME
    namer = Namer(category_name, sound)
    done = Update(root, catalog, read_here, lambda: namer).run(paths)
    assert done is not None
    assert not done.unfinished


def touched(step: tuple[object, ...], *, as_folders: bool) -> set[str]:
    """Return the paths of which the system would tell; for a whole folder it tells only of that."""
    names = {str(part) for part in step[1:] if isinstance(part, str)}
    names = {name.removeprefix("./") for name in names}
    return {name.rpartition("/")[0] or name for name in names} if as_folders else names


@settings(max_examples=80)
@given(
    st.lists(st.lists(STEPS, min_size=1, max_size=6), min_size=1, max_size=5),
    st.lists(st.booleans(), min_size=5),
)
def test_a_look_at_what_changed_is_as_good_as_one_at_everything(
    runs: list[list[tuple[object, ...]]], as_folders: list[bool]
) -> None:
    with TemporaryDirectory() as name:
        base = Path(name)
        root = base / "archive"
        for folder in FOLDERS:
            (root / folder).mkdir(parents=True, exist_ok=True)
        (root / "_config.yml").write_text("title: Steps\ntimezone: UTC\n", "utf-8")
        kept = Places(base / "c", base / "d", base / "s")
        read_in(root, kept)
        for run, whole in zip(runs, as_folders, strict=False):
            paths: set[str] = set()
            for step in run:
                done(root, step)
                paths |= touched(step, as_folders=whole)
            update(root, kept, paths)
        new = Places(base / "new", base / "new-data", base / "s")
        read_in(root, new)
        assert everything(root, kept) == everything(root, new)
