"""Readable names of categories, and how they sound, so that a filter finds them by pinyin."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from typing import Final

from pypinyin import Style, lazy_pinyin

NEWS: Final = "新闻"
"""What the archive's writer pastes behind a source's name to make the tag."""
_WORD: Final = re.compile(r"[A-Za-z0-9]+")


def category_name(slug: str, page_title: str, tags: Counter[str]) -> str:
    """Return the readable name of a category.

    The most frequent tag of the category's own posts wins over the title of its page, which is
    known to be wrong at times. A trailing 新闻 is stripped when the slug sounds more like the rest
    (``meirijingjixinwen``: 每日经济新闻 of 每日经济新闻新闻, but ``emnews`` stays 东财滚动新闻).
    """
    name = _most_frequent(tags) or " ".join(page_title.split())
    if not name:
        return slug
    if name.endswith(NEWS) and len(name) > len(NEWS):
        stripped = name.removesuffix(NEWS).rstrip()
        if _likeness(slug, stripped) > _likeness(slug, name):
            return stripped
    return name


def _most_frequent(tags: Counter[str]) -> str:
    # Of equally frequent tags always the same one, whatever the order of the posts.
    named = [(-count, tag) for tag, count in tags.items() if tag.strip() and count > 0]
    return " ".join(min(named)[1].split()) if named else ""


def _likeness(slug: str, name: str) -> float:
    plain = re.sub(r"[\W_]+", "", slug.casefold())
    return SequenceMatcher(None, plain, re.sub(r"[\W_]+", "", sound(name)[0]), autojunk=False).ratio()


def sound(name: str) -> tuple[str, str]:
    """Return a name in pinyin without tones, and its initials, both in lower case.

    Latin words and numbers stay in both as they are: "IT之家" gives ("itzhijia", "itzj").
    """
    full, initials = [], []
    for syllable in lazy_pinyin(name, style=Style.NORMAL, errors=_latin):
        word = syllable.strip().lower()
        full.append(word)
        # Latin comes marked by a leading blank, a syllable does not.
        initials.append(word if syllable.startswith(" ") else word[:1])
    return "".join(full).replace(" ", ""), "".join(initials).replace(" ", "")


def _latin(text: str) -> str:
    return f" {' '.join(_WORD.findall(text))}"
