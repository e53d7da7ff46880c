"""Converting one body: Python-Markdown with kramdown's grammar."""

from __future__ import annotations

from dataclasses import dataclass

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.nl2br import Nl2BrExtension

from reader.content.kramdown import links, spans
from reader.content.kramdown.abbreviations import Abbreviations
from reader.content.kramdown.allowance import Allowance, Sparing
from reader.content.kramdown.blocks import KramdownParser
from reader.content.kramdown.code import ColouredCode
from reader.content.kramdown.footnotes import Marks, Notes
from reader.content.kramdown.headings import Contents
from reader.content.kramdown.typography import Typography


class Kramdown(Extension):
    """Puts kramdown's parts in the place of Python-Markdown's own."""

    def __init__(self, allowance: Allowance, *, hard_wrap: bool) -> None:
        super().__init__()
        self._allowance = allowance
        self._hard_wrap = hard_wrap

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the base class's name
        """Set up a converter."""
        parser = KramdownParser(md)
        parser.hard_wrap = self._hard_wrap
        md.parser = parser
        md.preprocessors.deregister("html_block")
        spans.register(md, parser)
        links.register(md, self._allowance)
        sparing = Sparing(md, self._allowance)
        md.inlinePatterns.register(Marks(md, parser), "kramdown-note", 175)
        md.treeprocessors.register(Notes(md, parser, sparing), "kramdown-notes", 18)
        md.treeprocessors.register(Abbreviations(md, parser), "kramdown-abbreviations", 7)
        md.treeprocessors.register(sparing, "kramdown-sparing", 24)
        md.treeprocessors.register(ColouredCode(md), "kramdown-code", 25)
        md.treeprocessors.register(Contents(md), "kramdown-contents", 11)
        md.treeprocessors.register(Typography(md), "kramdown-typography", 6)


@dataclass(frozen=True, slots=True)
class Converted:
    """HTML; ``plain`` tells whether marks were left as they are, because they would cost too much."""

    html: str
    plain: bool = False


def convert(body: str, *, hard_wrap: bool = False) -> Converted:
    """Return the HTML of a Markdown body, as kramdown's GFM mode would write it.

    ``hard_wrap``: each line of a paragraph stays a line, as the option of that name has it.
    """
    breaks: list[Extension] = [Nl2BrExtension()] if hard_wrap else []
    allowance = Allowance()
    html = Markdown(extensions=[Kramdown(allowance, hard_wrap=hard_wrap), *breaks]).convert(body)
    return Converted(html, allowance.plain)
