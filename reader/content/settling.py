"""The second half of cleaning: what nh3 let through is put into the shape that a page shows.

Hidden elements go, embeds become boxes, tables get a box to scroll in.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from typing import Final
from urllib.parse import urlsplit

from reader.content.elements import VOID, Tag, scan, start_tag
from reader.content.styles import HIDDEN

EMBED: Final = "x-embed"
"""Name under which frames, films and other foreign content pass through nh3."""


def settle(html: str) -> str:
    """Return cleaned HTML without hidden elements and with boxes for embeds and tables."""
    if not any(mark in html for mark in (f"<{EMBED}", "hidden=", HIDDEN, "<table", "<input")):
        return html
    work = _Settling(html)
    for tag in scan(html):
        work.take(tag)
    return work.result()


@dataclass(slots=True)
class _Settling:
    """One pass over a text; ``done`` is how much of it has been dealt with."""

    html: str
    done: int = 0
    tables: int = 0
    out: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)  # open elements, from a hidden one inwards

    def take(self, tag: Tag) -> None:
        if self.hidden:
            self._skip(tag)
        elif tag.name == "table":
            self._table(tag)
        elif not tag.closing and (make := self._replacement(tag)) is not None:
            self.out += (self.html[self.done : tag.start], make(tag))
            self.done = tag.end
            if tag.name not in VOID:
                self.hidden.append(tag.name)

    def result(self) -> str:
        rest = "" if self.hidden else self.html[self.done :]
        return "".join(self.out) + rest

    def _skip(self, tag: Tag) -> None:
        self.done = tag.end
        if not tag.closing and tag.name not in VOID:
            self.hidden.append(tag.name)
        elif tag.closing and self.hidden[-1] == tag.name:
            self.hidden.pop()

    def _table(self, tag: Tag) -> None:
        if tag.closing:
            self.tables -= 1
            if self.tables == 0:
                self.out += (self.html[self.done : tag.end], "</div>")
                self.done = tag.end
            return
        if self.tables == 0:
            self.out += (self.html[self.done : tag.start], '<div class="wide">')
            self.done = tag.start
        self.tables += 1

    @staticmethod
    def _replacement(tag: Tag) -> Callable[[Tag], str] | None:
        """Return what writes something else for this element, or None when it stays."""
        if tag.name == EMBED:
            return _embed
        if tag.name == "input":
            return _checkbox
        if "hidden" in tag.attributes or tag.attributes.get("style") == HIDDEN:
            return _nothing
        return None


def _nothing(_: Tag) -> str:
    return ""


def _checkbox(tag: Tag) -> str:
    """Return the one kind of field that stays, the tick of a task list, which cannot be ticked."""
    if tag.attributes.get("type", "").lower() != "checkbox":
        return ""
    checked = "" if "checked" in tag.attributes else None
    return start_tag("input", {"type": "checkbox", "disabled": "", "checked": checked})


def _embed(tag: Tag) -> str:
    """Return the quiet box that stands for a frame or film: a link with its host's name."""
    address = tag.attributes.get("src") or tag.attributes.get("data") or ""
    if address.startswith("//"):
        address = f"https:{address}"
    host = host_of(address)
    if not host:
        return ""
    title = tag.attributes.get("title", "").strip()
    label = f"{escape(title)} <small>{escape(host)}</small>" if title else escape(host)
    return f"{start_tag('a', {'class': 'embed', 'href': address})}{label}</a>"


def host_of(address: str) -> str:
    """Return the host of a web address without ``www.``, or "" when it has none."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.") if parts.scheme in {"http", "https"} else ""
