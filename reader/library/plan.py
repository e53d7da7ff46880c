"""What to do with a folder, from its listing and what is known of it: a pure decision.

A file name that tells one article from all others is its key (see `reader.content.identity`). The archive
moves posts from `_posts` to another folder and for a while holds both: one article, shown from `_posts`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from reader.content.document import Role
from reader.domain.stem import stem_key
from reader.sources.folder import FileInfo
from reader.storage.rows import Kind, Known

_DATED = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})-.")


@dataclass(frozen=True, slots=True)
class Plan:
    """What an index run has to do.

    ``read``: files to read, newest first. ``moved``: new path to the old one whose article goes along.
    ``copies``: files that are written down as copies, and of what. ``forget``: known paths that are gone.
    ``by_path``: paths of those that are read or rekeyed whose path, not the name, is the key.
    ``rekey``: known paths whose key changes although the file did not.
    ``taken_over``: those of ``moved`` whose old file is still there, now as a copy.
    """

    read: tuple[FileInfo, ...] = ()
    moved: Mapping[str, str] = field(default_factory=dict)
    taken_over: frozenset[str] = frozenset()
    copies: Mapping[str, str] = field(default_factory=dict)
    forget: tuple[str, ...] = ()
    by_path: frozenset[str] = frozenset()
    rekey: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to do."""
        return not (self.read or self.moved or self.copies or self.forget or self.rekey)


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Who shows the articles: which files, which of them by their path, and which are copies of which."""

    heads: tuple[str, ...]
    by_path: frozenset[str]
    copies: Mapping[str, str]


def plan(
    listing: Mapping[str, FileInfo],
    known: Mapping[str, Known],
    role_of: Callable[[str], Role | None],
    *,
    stale: bool = False,
) -> Plan:
    """Compare a listing with what is known.

    ``stale``: read everything again, because the rules of reading changed.
    """
    roles = {path: role for path in listing if (role := role_of(path)) is not None}
    unchanged = {
        path
        for path, row in known.items()
        if path in roles
        and not stale
        and (row.size, row.mtime_ns) == (listing[path].size, listing[path].mtime_ns)
    }
    barren = {path for path in unchanged if known[path].kind in (Kind.NOTHING, Kind.CATEGORY_PAGE)}
    placed = arrange(roles, barren)
    moved, taken_over = _moves(listing, known, placed, barren)
    read = [
        path
        for path in placed.heads
        if path not in barren and (path in moved or path not in unchanged or known[path].kind != Kind.ARTICLE)
    ]
    sources = set(moved.values())
    return Plan(
        read=tuple(newest_first((listing[path], roles[path]) for path in read)),
        moved=moved,
        taken_over=taken_over,
        copies={
            path: head
            for path, head in placed.copies.items()
            if not (path in unchanged and known[path].kind == Kind.COPY and _same_head(known, path, head))
        },
        forget=tuple(path for path in known if path not in roles and path not in sources),
        by_path=placed.by_path,
        rekey=tuple(
            path
            for path in placed.heads
            if path in known
            and path not in moved
            and known[path].kind == Kind.ARTICLE
            and known[path].by_path != (path in placed.by_path)
        ),
    )


def _same_head(known: Mapping[str, Known], path: str, head: str) -> bool:
    return head in known and known[path].head == known[head].id


def arrange(roles: Mapping[str, Role], barren: Container[str] = frozenset()) -> Arrangement:
    """Decide which files show an article; the same for the same paths in any order.

    ``barren``: files that are known to hold no article. Where a post shows the article, all others are
    its copies, without a look into them; else the first that holds one shows it, and those after it
    are copies.
    """
    groups: dict[str, list[str]] = defaultdict(list)
    for path in roles:
        groups[stem_key(path)].append(path)
    heads: list[str] = []
    by_path: set[str] = set()
    copied: dict[str, str] = {}
    for stem, paths in groups.items():
        if len(paths) == 1:
            heads.append(paths[0])
            continue
        paths.sort()
        if _DATED.match(stem):
            showing, copies = _shared(paths, roles, barren)
            by_path.update(showing[1:])
            copied.update((path, showing[0]) for path in copies)
        else:
            # An undated name that several have tells nothing: “index” here is not that of another folder.
            showing = paths
            by_path.update(paths)
        heads += showing
    return Arrangement(tuple(heads), frozenset(by_path), copied)


def _shared(
    paths: list[str], roles: Mapping[str, Role], barren: Container[str]
) -> tuple[list[str], list[str]]:
    """Return which files with one dated name are articles of their own, and the copies of the first."""
    posts = [path for path in paths if roles[path] is Role.POST]
    others = [path for path in paths if roles[path] not in (Role.POST, Role.LOOSE)]
    loose = [path for path in paths if roles[path] is Role.LOOSE]
    if posts:
        return posts + others, loose
    first = next((place for place, path in enumerate(loose) if path not in barren), None)
    if first is None:
        return loose + others, []
    return [loose[first], *others], loose[first + 1 :]


def _moves(
    listing: Mapping[str, FileInfo], known: Mapping[str, Known], placed: Arrangement, barren: Container[str]
) -> tuple[dict[str, str], frozenset[str]]:
    """Return which article goes along to which path, and which of those left a copy behind."""
    orphaned: dict[str, list[str]] = defaultdict(list)
    heads = set(placed.heads)
    for path, row in known.items():
        if row.kind == Kind.ARTICLE and (path not in listing or path in placed.copies) and path not in heads:
            orphaned[stem_key(path)].append(path)
    moved: dict[str, str] = {}
    left: set[str] = set()
    for head in placed.heads if orphaned else ():
        if head in barren or (head in known and known[head].kind == Kind.ARTICLE):
            continue
        candidates = orphaned.get(stem_key(head))
        if candidates:
            old = min(candidates)
            candidates.remove(old)
            moved[head] = old
            if old in listing:
                left.add(head)
    return moved, frozenset(left)


def newest_first(files: Iterable[tuple[FileInfo, Role]]) -> list[FileInfo]:
    """Order files by the day in their names, else by that of their last change; the newest first.

    What is undated and lies loose in a site is hardly ever an article, and comes last.
    """
    return [file for file, _ in sorted(files, key=_age, reverse=True)]


def _age(listed: tuple[FileInfo, Role]) -> tuple[int, str]:
    file, role = listed
    name = file.path.rpartition("/")[2]
    if found := _DATED.match(name):
        return _day(found[1]), name
    if role is Role.LOOSE:
        return 0, name
    # Days since 1970 in the same coarse measure; only the order counts.
    years, rest = divmod(file.mtime_ns // 86_400_000_000_000, 365.2425)
    return int((1970 + years) * 12 * 31 + rest * 372 / 365.2425 + 32), name


@lru_cache(maxsize=4_096)  # many files bear one date
def _day(date: str) -> int:
    year, month, day = map(int, date.split("-"))
    return (year * 12 + month) * 31 + day
