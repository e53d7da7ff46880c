"""Converting one body."""

from __future__ import annotations

from markdown import Markdown


def convert(body: str) -> str:
    """Return the HTML of a Markdown body."""
    return Markdown(extensions=["extra", "smarty", "toc", "sane_lists"]).convert(body)
