"""Themes: named colours in a file, and the roles that the window and the page use them in."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

FILE_NAME = "theme.toml"
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


class Role(StrEnum):
    """What a colour is for; every theme gives each role a colour."""

    PAGE = "page"
    LIST = "list"
    SIDEBAR = "sidebar"
    FIELD = "field"
    LINE = "line"
    INK = "ink"
    INK2 = "ink2"
    INK3 = "ink3"
    SELECTION = "selection"
    ACCENT = "accent"
    ACCENT_WEAK = "accent-weak"
    ON_ACCENT = "on-accent"
    STAR = "star"
    TOAST = "toast"
    ON_TOAST = "on-toast"
    TOAST_ACTION = "toast-action"


class ThemeError(ValueError):
    """A theme's file is not one; the message names the file and says why."""


@dataclass(frozen=True)
class Theme:
    """One theme. ``colours`` gives every role a colour written ``#RRGGBB``."""

    name: str
    dark: bool
    colours: Mapping[Role, str]

    def __getitem__(self, role: Role) -> str:
        """Return the colour of a role as ``#RRGGBB``."""
        return self.colours[role]

    def css_variables(self) -> str:
        """Return a ``:root`` rule that hands every role to a page's stylesheet as ``--role``.

        The selection goes by ``--sel``, as in the design.
        """
        names = {Role.SELECTION: "sel"}
        values = "".join(f"--{names.get(role, role)}:{colour};" for role, colour in self.colours.items())
        scheme = "dark" if self.dark else "light"
        return f":root{{color-scheme:{scheme};{values}}}"


def load(folder: Path) -> Theme:
    """Return the theme of a folder; raises ThemeError when a role is missing or names no colour."""
    path = folder / FILE_NAME
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ThemeError(f"{path}: {error}") from error
    base = data.get("colours", {})
    roles = data.get("roles", {})
    colours = {role: _colour(path, role, base, roles) for role in Role}
    return Theme(folder.name, bool(data.get("dark", False)), MappingProxyType(colours))


def load_all(folder: Path) -> dict[str, Theme]:
    """Return the themes in the folders below a folder, by name; raises ThemeError."""
    return {path.parent.name: load(path.parent) for path in sorted(folder.glob(f"*/{FILE_NAME}"))}


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _colour(path: Path, role: Role, base: Mapping[str, object], roles: Mapping[str, object]) -> str:
    name = roles.get(role)
    colour = base.get(name) if isinstance(name, str) else None
    if not isinstance(colour, str) or not _COLOUR.fullmatch(colour):
        raise ThemeError(f"{path}: the role “{role}” has no colour")
    return colour


def _luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
