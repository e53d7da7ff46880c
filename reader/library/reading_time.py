"""How long a text takes to read."""

from __future__ import annotations

import re
from typing import Final

IDEOGRAPHS_A_MINUTE: Final = 450
"""Between the 400 and 500 characters a minute that practised readers of Chinese read."""
WORDS_A_MINUTE: Final = 220

_IDEOGRAPH: Final = re.compile(r"[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3\U00020000-\U0003ffff]")
_WORD: Final = re.compile(
    r"[^\W\d_\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3\U00020000-\U0003ffff][^\W\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]*"
)


def minutes(text: str) -> int:
    """Return the whole minutes that a text takes to read, at least one."""
    ideographs = len(_IDEOGRAPH.findall(text))
    words = len(_WORD.findall(text))
    return max(1, round(ideographs / IDEOGRAPHS_A_MINUTE + words / WORDS_A_MINUTE))
