"""How a page is wanted, and what comes of it: values only, so that knowing them costs nothing."""

from __future__ import annotations

from dataclasses import dataclass, field

Runs = tuple[tuple[tuple[str, ...], bool], ...]
"""Runs of terms, each with whether its last may go on (`reader.content.finding`)."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What is searched for: ``anywhere``, which is in text and title, and what is in the ``title`` only."""

    anywhere: Runs = ()
    title: Runs = ()

    @property
    def in_titles(self) -> Runs:
        """What is to be found in a title."""
        return self.anywhere + self.title


@dataclass(frozen=True, slots=True)
class Appearance:
    """How a page looks.

    ``theme_css``: CSS custom properties (``--page:#fffefb;--ink:…``), bare or in a rule. ``language``:
    the window's. ``font_size`` in pixels. ``measure``: ideographs a line. ``leading``: line height, 0
    for what suits the script. ``original_colours`` keeps an article's own colours, readable or not.
    """

    theme_css: str = ""
    language: str = "en"
    font_size: int = 17
    serif: bool = True
    measure: int = 38
    leading: float = 0
    justify: bool = True
    indent: bool = False
    original_colours: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """The window's words in a page; names in braces are filled in."""

    reading_time: str = "{minutes} min read"
    older: str = "Older"
    newer: str = "Newer"
    remote_image: str = "Remote image from {host}"
    missing_image: str = "Missing image"
    shown_in_part: str = "This article is very long: shown only in part."
    shown_plainly: str = "Part of this article is shown as it is written, not laid out."
    one_remote_image: str = "1 image on the web is not loaded."
    remote_images: str = "{count} images on the web are not loaded."
    show_in_category: str = "Always show those of {category}"
    untitled: str = "Untitled"
    changed: str = "Changed since you read it"
    changed_much: str = "Changed since you read it; too much to be shown here."
    show_changes: str = "Show what changed"
    gone: str = "The file of this article cannot be read any more. This is what it said."


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Number and title of the next older and next newer article in the list one came from."""

    older: tuple[int, str] | None = None
    newer: tuple[int, str] | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A whole HTML document, and the addresses of its remote images, by the number in its links.

    ``text``: title and text as they are remembered when the article counts as read; ``fingerprint``: theirs.
    Empty and 0 where they are not to be remembered.
    """

    html: str
    remote_images: tuple[str, ...] = ()
    text: str = ""
    fingerprint: int = 0


@dataclass(frozen=True, slots=True)
class Showing:
    """All that a page is made of besides the article: how, in which words, and what stands round it.

    ``allowed``: addresses of remote images that the person asked for; ``all_images``: all of them.
    ``changed``: the article is another than when it was read. ``note``: HTML that stands above the text.
    ``sought``: what is marked.
    """

    appearance: Appearance = field(default_factory=Appearance)
    words: Words = field(default_factory=Words)
    neighbours: Neighbours = field(default_factory=Neighbours)
    allowed: frozenset[str] = frozenset()
    all_images: bool = False
    changed: bool = False
    note: str = ""
    sought: Sought = field(default_factory=Sought)
