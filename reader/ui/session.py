"""What the window looked like when it was last closed: one JSON file, disposable."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

FOLDERS: Final = 50
"""How many folders are remembered; the longest unused are forgotten."""


@dataclass(frozen=True, slots=True)
class Session:
    """Where somebody was in one folder.

    ``scope`` and ``show`` in the command line's spelling, ``article`` by key, ``scroll`` in
    pixels of the list, ``folded`` the names of the sidebar's folded sections.
    """

    scope: str = "unread"
    show: str = "all"
    article: str = ""
    scroll: int = 0
    folded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Window:
    """The window itself. ``geometry`` and ``splitters`` are what Qt saved, in hexadecimal."""

    geometry: str = ""
    splitters: str = ""


@dataclass(frozen=True, slots=True)
class Memory:
    """All that is remembered; ``folders`` from absolute path to session, the last used one last."""

    window: Window = field(default_factory=Window)
    folders: Mapping[str, Session] = field(default_factory=dict)

    @property
    def last(self) -> str:
        """The folder that was open last, or ""."""
        return next(reversed(list(self.folders)), "")

    def of(self, folder: Path) -> Session:
        """Return the session of a folder; a fresh one for a folder never seen."""
        return self.folders.get(str(folder), Session())

    def remember(self, folder: Path, session: Session, window: Window) -> Memory:
        """Return the memory in which this folder is the last one used."""
        folders = {name: kept for name, kept in self.folders.items() if name != str(folder)}
        folders[str(folder)] = session
        return Memory(window, dict(list(folders.items())[-FOLDERS:]))


def load(path: Path) -> Memory:
    """Read the memory; what is missing, broken or of another kind counts as never seen."""
    try:
        data = json.loads(path.read_bytes().decode("utf-8", "surrogatepass"))
    except (OSError, ValueError):
        return Memory()
    kept = _mapping(data)
    window = _mapping(kept.get("window"))
    folders = {name: _session(_mapping(values)) for name, values in _mapping(kept.get("folders")).items()}
    return Memory(Window(_text(window, "geometry"), _text(window, "splitters")), folders)


def save(path: Path, memory: Memory) -> None:
    """Write the memory; a crash on the way leaves the old file whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    # The names of folders may hold stray bytes, which are no text.
    text = json.dumps(asdict(memory), ensure_ascii=False, indent=1)
    fresh.write_bytes(text.encode("utf-8", "surrogatepass"))
    fresh.replace(path)


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(values: Mapping[str, Any], name: str, default: str = "") -> str:
    value = values.get(name)
    return value if isinstance(value, str) else default


def _session(values: Mapping[str, Any]) -> Session:
    new = Session()
    scroll, folded = values.get("scroll"), values.get("folded")
    return Session(
        scope=_text(values, "scope", new.scope),
        show=_text(values, "show", new.show),
        article=_text(values, "article", new.article),
        scroll=scroll if isinstance(scroll, int) else new.scroll,
        folded=tuple(one for one in folded if isinstance(one, str)) if isinstance(folded, list) else (),
    )
