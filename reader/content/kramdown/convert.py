"""Converting one body: Python-Markdown with kramdown's grammar."""

from __future__ import annotations

from markdown import Markdown
from markdown.extensions import Extension

from reader.content.kramdown import spans
from reader.content.kramdown.abbreviations import Abbreviations
from reader.content.kramdown.blocks import KramdownParser
from reader.content.kramdown.code import ColouredCode
from reader.content.kramdown.footnotes import Marks, Notes
from reader.content.kramdown.headings import Contents
from reader.content.kramdown.typography import Typography


class Kramdown(Extension):
    """Puts kramdown's parts in the place of Python-Markdown's own."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the base class's name
        """Set up a converter."""
        parser = KramdownParser(md)
        md.parser = parser
        md.preprocessors.deregister("html_block")
        spans.register(md, parser)
        md.inlinePatterns.register(Marks(md, parser), "kramdown-note", 175)
        md.treeprocessors.register(Notes(md, parser), "kramdown-notes", 18)
        md.treeprocessors.register(Abbreviations(md, parser), "kramdown-abbreviations", 7)
        md.treeprocessors.register(ColouredCode(md), "kramdown-code", 25)
        md.treeprocessors.register(Contents(md), "kramdown-contents", 11)
        md.treeprocessors.register(Typography(md), "kramdown-typography", 6)


def convert(body: str) -> str:
    """Return the HTML of a Markdown body, as kramdown's GFM mode would write it."""
    return Markdown(extensions=[Kramdown()]).convert(body)
