"""Readable names of categories, and how they sound, so that a filter finds them by pinyin."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from pypinyin import Style, lazy_pinyin

from reader.library.titles import NEWS

_ALIKE: Final = 0.7
"""How like a slug a name must sound to be its name, 0 to 1."""
REMEMBERED: Final = 10_000
"""Names whose sound is kept: the same few are asked for again with each batch."""
_WORD: Final = re.compile(r"[A-Za-z0-9]+")


def category_name(slug: str, page_title: str, tags: Counter[str], by_tags: bool) -> str:  # noqa: FBT001 - see Namer
    """Return the readable name of a category.

    ``by_tags``: tags name sources here (see `reader.library.titles`). Then the most frequent tag of the
    category's own posts wins over the title of its page, which is known to be wrong at times.
    Elsewhere a tag is about something else, and names the category only if it sounds like the slug.
    A trailing 新闻 is stripped when the slug sounds more like the rest (``meirijingjixinwen``:
    每日经济新闻 of 每日经济新闻新闻, but ``emnews`` stays 东财滚动新闻).
    """
    tag, page = _most_frequent(tags, slug), " ".join(page_title.split())
    name = tag if tag and (by_tags or _likeness(slug, tag) >= _ALIKE) else page
    if not name:
        return slug
    if name.endswith(NEWS) and len(name) > len(NEWS):
        stripped = name.removesuffix(NEWS).rstrip()
        if _likeness(slug, stripped) > _likeness(slug, name):
            return stripped
    return name


def _most_frequent(tags: Counter[str], slug: str) -> str:
    # Of equally frequent tags the one that sounds most like the slug, and always the same one: a source
    # with blanks in its name makes several categories and tags of one post.
    named = {tag: count for tag, count in tags.items() if tag.strip() and count > 0}
    first = max(named.values(), default=0)
    likely = [tag for tag, count in named.items() if count == first]
    if len(likely) > 1:
        likely = [min((-_likeness(slug, tag), tag) for tag in likely)[1]]
    return " ".join(likely[0].split()) if likely else ""


def _likeness(slug: str, name: str) -> float:
    plain = re.sub(r"[\W_]+", "", slug.casefold())
    return SequenceMatcher(None, plain, re.sub(r"[\W_]+", "", sound(name)[0]), autojunk=False).ratio()


@lru_cache(maxsize=REMEMBERED)
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
