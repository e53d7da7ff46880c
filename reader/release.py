"""What a package knows of itself: where its licence texts lie, and where to ask for a newer version."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

FILE_NAME: Final = "release.json"
"""Written when a package is built; a checkout and the packages of distributions have none."""
_VERSION: Final = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6}){0,3}")


@dataclass(frozen=True, slots=True)
class Release:
    """``updates``: the address of what `newest` reads, or "". ``licences``: files of texts, by name."""

    updates: str
    licences: Mapping[str, Path]


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest version, and the address of the page that has it."""

    version: str
    page: str


def release(shipped: Path) -> Release:
    """Return what the folder of the program's own files says of the package."""
    licences = {path.stem: path for path in sorted((shipped / "licences").glob("*.txt"), key=_as_read)}
    try:
        facts = json.loads((shipped / FILE_NAME).read_bytes())
    except (OSError, ValueError):
        facts = {}
    address = facts.get("updates") if isinstance(facts, dict) else None
    safe = isinstance(address, str) and address.startswith("https://")
    return Release(str(address) if safe else "", licences)


def newest(answer: bytes, address: str) -> Newest | None:
    """Return what an answer says of the newest version; None where it is none that is to be trusted.

    The answer is a JSON object with ``version`` (such as 1.2.0) and ``page``, which must be on the host
    that was asked.
    """
    try:
        told = json.loads(answer)
    except (ValueError, RecursionError):
        return None
    version, page = (told.get("version"), told.get("page")) if isinstance(told, dict) else (None, None)
    if not isinstance(version, str) or not isinstance(page, str) or not _VERSION.fullmatch(version):
        return None
    host = "/".join(address.split("/")[:3])
    return Newest(version, page) if page.isascii() and page.startswith(f"{host}/") else None


def is_newer(version: str, than: str) -> bool:
    """Say whether one version comes after another; numbers count as numbers."""
    return _numbers(version) > _numbers(than)


def _numbers(version: str) -> tuple[int, ...]:
    numbers = [int(number) for number in re.findall(r"\d+", version)]
    return tuple(numbers + [0] * (4 - len(numbers)))


def _as_read(path: Path) -> str:
    return path.name.casefold()
