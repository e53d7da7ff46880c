"""What is wrong with a query, in sentences."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from reader.domain.query import FaultCode, Query
from reader.ui.translatable import QT_TRANSLATE_NOOP

CONTEXT: Final = "Faults"
_TEXTS: Final[dict[FaultCode, str]] = {
    "too_long": QT_TRANSLATE_NOOP("Faults", "the query is too long"),
    "too_deep": QT_TRANSLATE_NOOP("Faults", "there are too many parentheses in one another"),
    "unclosed_quote": QT_TRANSLATE_NOOP("Faults", "a quotation mark is never closed"),
    "unclosed_parenthesis": QT_TRANSLATE_NOOP("Faults", "a parenthesis is never closed"),
    "stray_parenthesis": QT_TRANSLATE_NOOP("Faults", "a parenthesis was never opened"),
    "empty_parentheses": QT_TRANSLATE_NOOP("Faults", "there is nothing in the parentheses"),
    "lone_minus": QT_TRANSLATE_NOOP("Faults", "there is nothing behind the minus sign"),
    "lone_or": QT_TRANSLATE_NOOP("Faults", "OR needs something on both sides"),
    "no_value": QT_TRANSLATE_NOOP("Faults", "there is nothing behind the colon"),
    "no_words": QT_TRANSLATE_NOOP("Faults", "there is nothing to look for"),
    "bad_date": QT_TRANSLATE_NOOP("Faults", "this is no date"),
    "dates_reversed": QT_TRANSLATE_NOOP("Faults", "the first day comes after the last"),
    "unknown_status": QT_TRANSLATE_NOOP("Faults", "an article can be unread, read, starred or changed"),
    "unknown_feature": QT_TRANSLATE_NOOP("Faults", "an article can have an image or a link"),
}
LONGEST: Final = 40
"""Characters of a query that a sentence repeats."""


def fault_text(query: Query) -> str:
    """Return a line for each fault of a query; "" where there is none."""
    return "\n".join(_line(query.text[fault.start : fault.end], fault.code) for fault in query.faults)


def _line(place: str, code: FaultCode) -> str:
    what = _tr(_TEXTS[code])
    shown = place if len(place) <= LONGEST else f"{place[:LONGEST]}…"
    text = _tr(QT_TRANSLATE_NOOP("Faults", "Left out of the search: “{place}”; {what}."))
    return text.format(place=" ".join(shown.split()), what=what)


def _tr(text: str) -> str:
    return QCoreApplication.translate(CONTEXT, text)
