"""The inventory: what the indexer found in a folder, when, and how it follows it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Inventory:
    """Figures of a catalog. Times are Unix seconds, 0 where a thing has not happened yet.

    ``files``: all that were looked at, and ``articles`` what they hold. ``repaired``: files with problems
    that are shown whole all the same; ``incomplete``: the other files with problems. ``cache``: bytes on
    disk. ``changed``: when something new was last taken in. ``looked``, ``seconds``: when the last look at
    the whole folder ended, and how long it took. ``how``: by “events” or “looks” the folder is, or was
    last, followed; "" for not yet; ``why``: why not by events, a sentence or "".
    """

    files: int = 0
    articles: int = 0
    repaired: int = 0
    incomplete: int = 0
    cache: int = 0
    changed: int = 0
    looked: int = 0
    seconds: float = 0.0
    how: str = ""
    why: str = ""
