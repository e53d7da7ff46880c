"""Converting one body: Python-Markdown with kramdown's grammar."""

from __future__ import annotations

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.nl2br import Nl2BrExtension

from reader.content.kramdown import spans
from reader.content.kramdown.abbreviations import Abbreviations
from reader.content.kramdown.blocks import KramdownParser
from reader.content.kramdown.code import ColouredCode
from reader.content.kramdown.footnotes import Marks, Notes
from reader.content.kramdown.headings import Contents
from reader.content.kramdown.typography import Typography


class Kramdown(Extension):
    """Puts kramdown's parts in the place of Python-Markdown's own."""

    def __init__(self, *, hard_wrap: bool) -> None:
        super().__init__()
        self._hard_wrap = hard_wrap

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the base class's name
        """Set up a converter."""
        parser = KramdownParser(md)
        parser.hard_wrap = self._hard_wrap
        md.parser = parser
        md.preprocessors.deregister("html_block")
        spans.register(md, parser)
        md.inlinePatterns.register(Marks(md, parser), "kramdown-note", 175)
        md.treeprocessors.register(Notes(md, parser), "kramdown-notes", 18)
        md.treeprocessors.register(Abbreviations(md, parser), "kramdown-abbreviations", 7)
        md.treeprocessors.register(ColouredCode(md), "kramdown-code", 25)
        md.treeprocessors.register(Contents(md), "kramdown-contents", 11)
        md.treeprocessors.register(Typography(md), "kramdown-typography", 6)


def convert(body: str, *, hard_wrap: bool = False) -> str:
    """Return the HTML of a Markdown body, as kramdown's GFM mode would write it.

    ``hard_wrap``: each line of a paragraph stays a line, as the option of that name has it.
    """
    breaks: list[Extension] = [Nl2BrExtension()] if hard_wrap else []
    return Markdown(extensions=[Kramdown(hard_wrap=hard_wrap), *breaks]).convert(body)
