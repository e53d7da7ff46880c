"""What the person prefers: a value, the file it lies in, and one place that holds the two together."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from tempfile import NamedTemporaryFile
from types import MappingProxyType
from typing import Any, Final, Literal, get_args

FILE_NAME: Final = "settings.json"
RECENT_LIMIT: Final = 10
SMALLEST_FONT, LARGEST_FONT = 9, 48

Theme = Literal["system", "light", "dark", "sepia", "contrast"]
MarkRead = Literal["open", "leave", "never"]


@dataclass(frozen=True)
class Settings:
    """Preferences; every field has a default, so that any file, or none, gives a whole value.

    ``language``: a locale such as "zh_CN"; "" follows the system.
    ``mark_read``: when an article counts as read: on opening it, on leaving it, or never by itself.
    ``font_size``: of an article's text, in CSS pixels, 9 to 48.
    ``recent``: folders opened before, the latest first, at most ten.
    ``image_categories``: folder → slugs of the categories whose remote images may be fetched.
    ``look_for_updates``: whether to ask the network once a day for a newer version.
    """

    theme: Theme = "system"
    language: str = ""
    mark_read: MarkRead = "open"
    font_size: int = 17
    serif: bool = True
    recent: tuple[str, ...] = ()
    image_categories: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    hide_read_categories: bool = False
    show_hidden: bool = False
    look_for_updates: bool = False

    def opened(self, folder: str) -> Settings:
        """Return these settings with a folder put at the head of the recent ones."""
        others = (other for other in self.recent if other != folder)
        return replace(self, recent=(folder, *others)[:RECENT_LIMIT])


class SettingsStore:
    """The settings in force. A change is written to the file at once, and survives a full disk in memory."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.value = load(path)

    @property
    def folder(self) -> Path:
        """The folder of the settings, where other things may lie that are no state."""
        return self._path.parent

    def change(self, **changes: Any) -> Settings:  # noqa: ANN401 - the fields have many types
        """Replace fields by name and save; raises OSError when the file cannot be written."""
        changed = replace(self.value, **changes)
        if changed != self.value:
            self.value = changed
            save(self._path, changed)
        return changed

    def opened(self, folder: str) -> Settings:
        """Remember that a folder was opened; raises OSError when the file cannot be written."""
        return self.change(recent=self.value.opened(folder).recent)


def load(path: Path) -> Settings:
    """Return the settings in a file; a field that means nothing keeps its default.

    A file that is no JSON object is kept beside as ``….broken`` and gives the defaults, as does one
    that is missing or cannot be read.
    """
    try:
        data = path.read_bytes()
    except OSError:
        return Settings()
    stored = _object(data)
    if stored is None:
        with contextlib.suppress(OSError):
            path.replace(path.with_name(path.name + ".broken"))
        return Settings()
    readers = _readers()
    values = {key: readers[key](stored[key]) for key in readers.keys() & stored.keys()}
    return Settings(**{key: value for key, value in values.items() if value is not None})


def save(path: Path, settings: Settings) -> None:
    """Write the settings, so that the file holds the old or the new ones whole whatever happens."""
    path.parent.mkdir(parents=True, exist_ok=True)
    plain = {one.name: getattr(settings, one.name) for one in fields(settings)}
    plain["image_categories"] = dict(settings.image_categories)
    text = json.dumps(plain, ensure_ascii=False, indent=2) + "\n"
    with NamedTemporaryFile("wb", dir=path.parent, prefix=path.name, delete=False) as new:
        temporary = Path(new.name)
        try:
            new.write(text.encode("utf-8", "surrogatepass"))
            new.flush()
            os.fsync(new.fileno())
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    temporary.replace(path)


def _object(data: bytes) -> dict[str, object] | None:
    """Return the JSON object in a file's bytes, or None when they hold anything else."""
    try:
        stored = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return stored if isinstance(stored, dict) else None


def _readers() -> dict[str, Callable[[object], Any]]:
    """Return, for each field, what makes its value of JSON; None stands for a useless one."""
    return {
        "theme": lambda value: _one_of(value, get_args(Theme)),
        "language": _text,
        "mark_read": lambda value: _one_of(value, get_args(MarkRead)),
        "font_size": _font_size,
        "serif": _flag,
        "recent": lambda value: None if (texts := _texts(value)) is None else texts[:RECENT_LIMIT],
        "image_categories": _image_categories,
        "hide_read_categories": _flag,
        "show_hidden": _flag,
        "look_for_updates": _flag,
    }


def _one_of(value: Any, choices: tuple[str, ...]) -> str | None:  # noqa: ANN401 - JSON is anything
    return value if isinstance(value, str) and value in choices else None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _flag(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _font_size(value: object) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return min(max(value, SMALLEST_FONT), LARGEST_FONT)


def _texts(value: object) -> tuple[str, ...] | None:
    if not isinstance(value, list):
        return None
    return tuple(item for item in value if isinstance(item, str))


def _image_categories(value: object) -> Mapping[str, tuple[str, ...]] | None:
    if not isinstance(value, dict):
        return None
    read = {folder: _texts(slugs) for folder, slugs in value.items()}
    return {folder: slugs for folder, slugs in read.items() if slugs is not None}
