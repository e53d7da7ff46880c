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

KINDS: Final = {
    "front-matter": QT_TRANSLATE_NOOP("ProblemKind", "Front matter is not YAML"),
    "front-matter-unclosed": QT_TRANSLATE_NOOP("ProblemKind", "Front matter without an end"),
    "front-matter-no-mapping": QT_TRANSLATE_NOOP("ProblemKind", "Front matter is no list of keys"),
    "date": QT_TRANSLATE_NOOP("ProblemKind", "Date"),
    "value": QT_TRANSLATE_NOOP("ProblemKind", "Unusable value"),
    "encoding": QT_TRANSLATE_NOOP("ProblemKind", "Not UTF-8"),
    "undecodable": QT_TRANSLATE_NOOP("ProblemKind", "Bytes in no encoding"),
    "controls": QT_TRANSLATE_NOOP("ProblemKind", "Control characters"),
    "cut": QT_TRANSLATE_NOOP("ProblemKind", "Cut off"),
    "binary": QT_TRANSLATE_NOOP("ProblemKind", "Binary data"),
    "empty": QT_TRANSLATE_NOOP("ProblemKind", "Empty"),
    "too-large": QT_TRANSLATE_NOOP("ProblemKind", "Very large"),
    "unreadable": QT_TRANSLATE_NOOP("ProblemKind", "Unreadable"),
    "outside": QT_TRANSLATE_NOOP("ProblemKind", "Link out of the folder"),
    "name-without-date": QT_TRANSLATE_NOOP("ProblemKind", "Name without a date"),
    "config": QT_TRANSLATE_NOOP("ProblemKind", "Configuration"),
    "parser": QT_TRANSLATE_NOOP("ProblemKind", "Not understood"),
    "crash": QT_TRANSLATE_NOOP("ProblemKind", "Ended the reading program"),
    "hang": QT_TRANSLATE_NOOP("ProblemKind", "Took too long"),
    "memory": QT_TRANSLATE_NOOP("ProblemKind", "Took too much memory"),
}
"""What the filter calls each code of a problem."""


def sentence(problem: Problem) -> str:
    """Return what is wrong, in the window's language."""
    return QCoreApplication.translate("Problem", SENTENCES[problem.code]).format(detail=problem.detail)


def kind_text(code: str) -> str:
    """Return what a code is called, in the window's language."""
    return QCoreApplication.translate("ProblemKind", KINDS[code])
