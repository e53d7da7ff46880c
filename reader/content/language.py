"""Which language a text is written in, as far as its script tells: enough to choose glyphs."""

from __future__ import annotations

import re
from typing import Final

_SAMPLE: Final = 4000
_KANA: Final = re.compile(r"[\u3041-\u30ff]")
_HANGUL: Final = re.compile(r"[\uac00-\ud7a3]")
_HAN: Final = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_LATIN: Final = re.compile(r"[A-Za-z\u00c0-\u024f]")
_CYRILLIC: Final = re.compile(r"[\u0400-\u04ff]")
_ARABIC: Final = re.compile(r"[\u0600-\u06ff]")
_HEBREW: Final = re.compile(r"[\u0590-\u05ff]")
# Frequent characters that only one of the two ways of writing Chinese has.
_SIMPLIFIED: Final = re.compile(
    "[这个们时来为国说过还后会对学发动现经开点问样长见进种业体间电话级关实车报书东给让认从没头应听几写请产]"
)
_TRADITIONAL: Final = re.compile(
    "[這個們時來為國說過還後會對學發動現經開點問樣長見進種業體間電話級關實車報書東給讓認從沒頭應聽幾寫請產]"
)


def language_of(text: str, declared: str = "") -> str:
    """Return a BCP 47 tag for the ``lang`` of a page; "" when the script tells nothing.

    ``declared`` is what the article or its site says of itself; it decides where it fits the script.
    """
    sample = text[:_SAMPLE]
    han, latin = (len(pattern.findall(sample)) for pattern in (_HAN, _LATIN))
    if len(_KANA.findall(sample)) * 12 > han and _KANA.search(sample) and not _only_latin(latin, han):
        return "ja"
    if len(_HANGUL.findall(sample)) * 3 > han + latin // 6:
        return "ko" if _HANGUL.search(sample) else declared
    if han * 4 > latin and han:
        return _chinese(sample, declared)
    for pattern, language in ((_CYRILLIC, "ru"), (_ARABIC, "ar"), (_HEBREW, "he")):
        if len(pattern.findall(sample)) > latin:
            return declared or language
    return _latin(declared) if latin else declared


def _only_latin(latin: int, han: int) -> bool:
    return latin > 8 * (han + 1)


def _latin(declared: str) -> str:
    """Return the declared language unless it is written in another script; English else."""
    return (
        "en"
        if not declared or declared.lower().startswith(("zh", "ja", "ko", "ru", "ar", "he"))
        else declared
    )


def _chinese(sample: str, declared: str) -> str:
    simplified = len(_SIMPLIFIED.findall(sample))
    traditional = len(_TRADITIONAL.findall(sample))
    if simplified != traditional:
        return "zh-Hans" if simplified > traditional else "zh-Hant"
    tag = declared.lower().replace("_", "-")
    return "zh-Hant" if tag.startswith(("zh-hant", "zh-tw", "zh-hk", "zh-mo")) else "zh-Hans"
