"""Python-Markdown's links, images and code spans, in time that grows with the length of the text.

Its own look for the end of each bracket, and of each run of backticks, in all that follows, so that
a text with many that are never closed takes time in proportion to the square of its length.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from markdown import Markdown
from markdown.inlinepatterns import (
    BACKTICK_RE,
    IMAGE_LINK_RE,
    IMAGE_REFERENCE_RE,
    LINK_RE,
    REFERENCE_RE,
    BacktickInlineProcessor,
    ImageInlineProcessor,
    ImageReferenceInlineProcessor,
    LinkInlineProcessor,
    ReferenceInlineProcessor,
    ShortImageReferenceInlineProcessor,
    ShortReferenceInlineProcessor,
)

from reader.content.kramdown.allowance import Allowance

LONGEST_ADDRESS: Final = 4_000
"""Characters of a link's address and title together, unless the address holds the data of an image."""
LONGEST_LABEL: Final = 1_000
"""Characters of the name of a link that is defined elsewhere (CommonMark's limit, about)."""
_BRACKET: Final = re.compile(r"[\[\]]")
_TICKS: Final = re.compile(r"`+")
_DATA: Final = re.compile(r"\(\s*<?data:", re.IGNORECASE)


class Brackets:
    """Which square brackets of a text belong together.

    Offsets are counted from the end of the text: what comes before them may be replaced meanwhile.
    """

    def __init__(self) -> None:
        self._text = ""
        self._known = 0  # characters at the end of the text that have been gone through
        self._closers: dict[int, int] = {}

    def closer(self, text: str, opener: int) -> int | None:
        """Return the offset of the bracket that closes the one at ``opener``, or None."""
        if not self._knows(text, opener):
            self._closers = _pairs(text, opener)
        self._text, self._known = text, len(text) - opener
        found = self._closers.get(len(text) - opener)
        return None if found is None else len(text) - found

    def _knows(self, text: str, opener: int) -> bool:
        rest = len(text) - opener
        if rest > self._known:
            return False
        return text is self._text or text.endswith(self._text[len(self._text) - rest :])


def _pairs(text: str, start: int) -> dict[int, int]:
    """Return for each closed bracket its partner's place, both counted from the end."""
    pairs: dict[int, int] = {}
    opened: list[int] = []
    for match in _BRACKET.finditer(text, start):
        place = len(text) - match.start()
        if match[0] == "[":
            opened.append(place)
        elif opened:
            pairs[opened.pop()] = place
    return pairs


if TYPE_CHECKING:
    _Base = LinkInlineProcessor
else:
    _Base = object


class _Bounded(_Base):
    """What links and images of all kinds have in common; to be put before the class it bounds."""

    def __init__(self, pattern: str, md: Markdown, allowance: Allowance) -> None:
        super().__init__(pattern, md)
        self._allowance = allowance
        self._brackets = Brackets()

    def getText(self, data: str, index: int) -> tuple[str, int, bool]:  # noqa: N802 - the base class's name
        """Return what stands in square brackets, where it ends, and whether it does."""
        closer = self._brackets.closer(data, index - 1)
        return ("", index, False) if closer is None else (data[index:closer], closer + 1, True)

    def getLink(self, data: str, index: int) -> tuple[str, str | None, int, bool]:  # noqa: N802 - the base class's name
        """Return address and title in round brackets, where these end, and whether they do."""
        end = len(data) if _DATA.match(data, index) else min(len(data), index + LONGEST_ADDRESS)
        closed = data.startswith("(", index) and data.find(")", index, end) > 0
        if not closed or not self._allowance.has_steps(end - index):
            return "", None, index, False
        href, title, after, handled = super().getLink(data[:end], index)
        # A quote that is not closed is looked for to the end, although the link ends before.
        if not handled or (title is None and any(quote in href for quote in "\"'")):
            self._allowance.steps -= end - index
        return href, title, after, handled

    def evalId(self, data: str, index: int, text: str) -> tuple[str | None, int, bool]:  # noqa: N802 - the base class's name
        """Return the name under which a link is defined, where it ends, and whether it does."""
        if len(text) > LONGEST_LABEL:
            return None, index, False
        found: tuple[str | None, int, bool] = super().evalId(data, index, text)  # type: ignore[misc] # only those with names ask
        return found


class _Link(_Bounded, LinkInlineProcessor):
    pass


class _Image(_Bounded, ImageInlineProcessor):
    pass


class _Reference(_Bounded, ReferenceInlineProcessor):
    pass


class _ShortReference(_Bounded, ShortReferenceInlineProcessor):
    pass


class _ImageReference(_Bounded, ImageReferenceInlineProcessor):
    pass


class _ShortImageReference(_Bounded, ShortImageReferenceInlineProcessor):
    pass


class _Code(BacktickInlineProcessor):
    """Code between two runs of backticks of the same length."""

    def __init__(self, allowance: Allowance) -> None:
        super().__init__(BACKTICK_RE)
        self._allowance = allowance

    def find_code_spans(self, start: int, text: str) -> tuple[int, int | None]:  # type: ignore[override] # the stub is mistaken
        """Return where the code begins and ends; an end of None where it never does.

        As in the base class the longest of the shorter runs ends it where none is of the same length.
        """
        opening = _TICKS.match(text, start)
        if opening is None:
            return start, None
        ticks, begin = len(opening[0]), opening.end()
        longest, end, steps = 0, 0, 0
        for steps, match in enumerate(_TICKS.finditer(text, begin)):
            length = len(match[0])
            if length == ticks:
                end, longest = match.start(), length
                break
            if not self._allowance.has_steps(steps):
                return begin, None
            if length > longest:
                longest, end = length, match.start()
        self._allowance.steps -= steps
        if longest == ticks:
            return begin, end
        if 0 < longest < ticks:
            return begin - (ticks - longest), end
        return begin, None


def register(md: Markdown, allowance: Allowance) -> None:
    """Put these in the places of Python-Markdown's own."""
    patterns = md.inlinePatterns
    patterns.register(_Code(allowance), "backtick", 190)
    for name, kind, pattern, priority in _KINDS:
        patterns.register(kind(pattern, md, allowance), name, priority)


_KINDS: Final[tuple[tuple[str, type[_Bounded], str, int], ...]] = (
    ("reference", _Reference, REFERENCE_RE, 170),
    ("link", _Link, LINK_RE, 160),
    ("image_link", _Image, IMAGE_LINK_RE, 150),
    ("image_reference", _ImageReference, IMAGE_REFERENCE_RE, 140),
    ("short_reference", _ShortReference, REFERENCE_RE, 130),
    ("short_image_ref", _ShortImageReference, IMAGE_REFERENCE_RE, 125),
)
"""Names and priorities are Python-Markdown's (its ``build_inlinepatterns``)."""
