"""The line at the top of a page that tells of a change since it was read, and the fold with what changed."""

from __future__ import annotations

from html import escape
from typing import Final

from reader.library.comparing import Passage, Piece, compare
from reader.library.looks import Words

AROUND: Final = 60
"""Characters of unchanged text that stay on either side of a change; the rest of a long run is left out."""
TAGS: Final = {"same": "", "removed": "del", "added": "ins"}


def change_note(former: str, later: str, words: Words, language: str) -> str:
    """Return HTML without scripts: a fold where the former text is known and can be compared, else a line."""
    passages = compare(former, later) if former else []
    language = language.replace("_", "-")
    if not passages:
        return note(words.changed if passages is not None else words.changed_much, language)
    shown = "".join(_passage(passage) for passage in passages)
    return (
        f'<details class="quiet notice changed" lang="{escape(language)}">'
        f"<summary>{escape(words.changed)} · <span>{escape(words.show_changes)}</span></summary>"
        f'<div class="difference">{shown}</div></details>'
    )


def note(text: str, language: str) -> str:
    """Return a line that stands above the text of a page."""
    return f'<p class="quiet notice" lang="{escape(language)}">{escape(text)}</p>' if text else ""


def _passage(passage: Passage | None) -> str:
    if passage is None:
        return '<p class="skipped">⋯</p>'
    last = len(passage) - 1
    return f"<p>{''.join(_piece(one, first=at == 0, last=at == last) for at, one in enumerate(passage))}</p>"


def _piece(piece: Piece, *, first: bool, last: bool) -> str:
    tag = TAGS[piece.kind]
    if tag:
        return f"<{tag}>{escape(piece.text)}</{tag}>"
    text = piece.text
    if len(text) > 3 * AROUND:
        head, tail = "" if first else text[:AROUND], "" if last else text[-AROUND:]
        text = f"{head}…{tail}"
    return escape(text)
