"""The sentences of problems, spelled out once more where the collector of translations finds them."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from reader.domain.problem import SENTENCES, Problem
from reader.ui.translatable import QT_TRANSLATE_NOOP

COLLECTED: Final = (
    QT_TRANSLATE_NOOP(
        "Problem", "The front matter could not be read as YAML ({detail}); it was read line by line."
    ),
    QT_TRANSLATE_NOOP("Problem", "The front matter never ends; the file was perhaps still being written."),
    QT_TRANSLATE_NOOP("Problem", "The front matter is not a list of keys and values; it was ignored."),
    QT_TRANSLATE_NOOP(
        "Problem", "The date “{detail}” means nothing; the date of the file name or of the file was used."
    ),
    QT_TRANSLATE_NOOP("Problem", "The value of “{detail}” has a kind that cannot be used; it was left out."),
    QT_TRANSLATE_NOOP("Problem", "The text is not UTF-8; it was read as {detail}."),
    QT_TRANSLATE_NOOP(
        "Problem", "Some bytes are text in no known encoding; they are shown as replacement characters."
    ),
    QT_TRANSLATE_NOOP("Problem", "The text holds control characters; they were left out."),
    QT_TRANSLATE_NOOP(
        "Problem", "The file ends in the middle of a character; it was perhaps still being written."
    ),
    QT_TRANSLATE_NOOP("Problem", "The file holds binary data and no text; only its name is shown."),
    QT_TRANSLATE_NOOP("Problem", "The file is empty; it was perhaps still being written."),
    QT_TRANSLATE_NOOP("Problem", "The file is very large ({detail}); only its beginning is shown."),
    QT_TRANSLATE_NOOP("Problem", "The file could not be read: {detail}."),
    QT_TRANSLATE_NOOP("Problem", "The link leads out of the folder and was not followed."),
    QT_TRANSLATE_NOOP("Problem", "The file name has no date, so the site would not list it."),
    QT_TRANSLATE_NOOP("Problem", "The site’s configuration could not be read: {detail}."),
    QT_TRANSLATE_NOOP("Problem", "The file could not be understood: {detail}."),
    QT_TRANSLATE_NOOP(
        "Problem", "Reading the file ended the program that read it; the file is left out until it changes."
    ),
    QT_TRANSLATE_NOOP(
        "Problem", "Reading the file did not come to an end; the file is left out until it changes."
    ),
    QT_TRANSLATE_NOOP(
        "Problem", "Reading the file took too much memory; the file is left out until it changes."
    ),
)
"""The same as `reader.domain.problem.SENTENCES`; a test holds the two together."""


def sentence(problem: Problem) -> str:
    """Return what is wrong, in the window's language."""
    return QCoreApplication.translate("Problem", SENTENCES[problem.code]).format(detail=problem.detail)
