"""Problems: what was wrong with a file, and what was done about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "front-matter": "The front matter could not be read as YAML ({detail}); it was read line by line.",
    "front-matter-unclosed": "The front matter never ends; the file was perhaps still being written.",
    "front-matter-no-mapping": "The front matter is not a list of keys and values; it was ignored.",
    "date": "The date “{detail}” means nothing; the date of the file name or of the file was used.",
    "value": "The value of “{detail}” has a kind that cannot be used; it was left out.",
    "encoding": "The text is not UTF-8; it was read as {detail}.",
    "undecodable": "Some bytes are text in no known encoding; they are shown as replacement characters.",
    "controls": "The text holds control characters; they were left out.",
    "cut": "The file ends in the middle of a character; it was perhaps still being written.",
    "binary": "The file holds binary data and no text; only its name is shown.",
    "empty": "The file is empty; it was perhaps still being written.",
    "too-large": "The file is very large ({detail}); only its beginning is shown.",
    "unreadable": "The file could not be read: {detail}.",
    "outside": "The link leads out of the folder and was not followed.",
    "name-without-date": "The file name has no date, so the site would not list it.",
    "config": "The site’s configuration could not be read: {detail}.",
    "parser": "The file could not be understood: {detail}.",
    "crash": "Reading the file ended the program that read it; the file is left out until it changes.",
    "hang": "Reading the file did not come to an end; the file is left out until it changes.",
    "memory": "Reading the file took too much memory; the file is left out until it changes.",
}
"""One sentence a code, English; the window translates them in the context ``Problem``."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with one file.

    ``code`` is a key of `SENTENCES`, ``detail`` fills its gap, ``repaired`` says whether the
    article is shown whole all the same.
    """

    path: str
    code: str
    detail: str = ""
    repaired: bool = True

    def sentence(self) -> str:
        """Return what is wrong as an English sentence."""
        return SENTENCES[self.code].format(detail=self.detail)
