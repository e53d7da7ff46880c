"""Bytes to text: UTF-8 as it should be, and everything else as well as it can be guessed."""

from __future__ import annotations

import codecs
from typing import Final, NamedTuple

import charset_normalizer

# All of C0 and DEL but tab, line feed, form feed and carriage return; libyaml refuses them, pages show boxes.
CONTROLS: Final = bytes([*range(9), 11, *range(14, 32), 127])
MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CANDIDATES: Final = ["gb18030", "big5hkscs", "shift_jis", "euc_jp", "euc_kr", "cp1251", "cp1252"]
SAMPLE: Final = 20_000
"""Bytes that are enough to guess an encoding by."""
TOLERATED: Final = 50
"""A text is taken for damaged UTF-8 when at most one byte in so many is wrong."""
MOSTLY: Final = 0.3
"""Share of NULs and controls from which on a file is binary data and no text."""


class Text(NamedTuple):
    """Decoded text and what was wrong with its bytes, as (code, detail, repaired)."""

    text: str
    problems: tuple[tuple[str, str, bool], ...] = ()


def decode(data: bytes) -> Text:
    """Return the text of a file; total, and linear in its size.

    The byte order mark is eaten, as Jekyll does (``bom|utf-8``). Line ends stay as they are,
    unless carriage returns are the only ones.
    """
    for mark, name in MARKS:
        if data.startswith(mark):
            return _clean(Text(data.decode(name, "replace"), (("encoding", name.upper(), True),)))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _foreign(data, error)
    if len(data.translate(None, CONTROLS)) == len(data):
        text = text.removeprefix("\ufeff")
        return Text(text.replace("\r", "\n") if "\r" in text and "\n" not in text else text)
    wide = _wide(data)
    if wide:
        return _clean(Text(data.decode(wide, "replace"), (("encoding", wide.upper(), True),)))
    return _clean(Text(text.removeprefix("\ufeff")))


def _clean(found: Text) -> Text:
    """Leave out control characters and stray byte order marks; say so, or that all of it is binary."""
    text = found.text.removeprefix("\ufeff")
    kept = text.translate(dict.fromkeys(CONTROLS))
    if "\n" not in kept:
        kept = kept.replace("\r", "\n")
    lost = len(text) - len(kept)
    if not lost:
        return Text(kept, found.problems)
    if lost > len(text) * MOSTLY:
        return Text("", (("binary", "", False),))
    return Text(kept, (*found.problems, ("controls", "", True)))


def _wide(data: bytes) -> str:
    """Return the UTF-16 that text without a mark is in, by where its NULs are, or ""."""
    sample = data[:SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > half * MOSTLY and even * 10 < odd:
        return "utf-16-le"
    if even > half * MOSTLY and odd * 10 < even:
        return "utf-16-be"
    return ""


def _foreign(data: bytes, error: UnicodeDecodeError) -> Text:
    """Decode what is not UTF-8: cut off, damaged, of another encoding, or no text at all."""
    if error.end == len(data) and error.reason == "unexpected end of data":
        # Whoever writes the file has not come further, or only its beginning was read.
        return _clean(Text(data[: error.start].decode("utf-8"), (("cut", "", True),)))
    if _binary(data):
        return Text("", (("binary", "", False),))
    damaged = data.decode("utf-8", "replace")
    wrong = damaged.count("\ufffd")
    # Ill-formed UTF-8 among much well-formed non-ASCII text is damage, not another encoding.
    wide = len(data) - len(damaged)
    if wrong * TOLERATED < len(damaged) and wide > wrong * 4:
        return _clean(Text(damaged, (("undecodable", "", False),)))
    name = _guess(data[:SAMPLE])
    if name:
        return _clean(Text(data.decode(name, "replace"), (("encoding", name.upper(), True),)))
    return _clean(Text(damaged, (("undecodable", "", False),)))


def _binary(data: bytes) -> bool:
    sample = data[:SAMPLE]
    kept = sample.translate(None, CONTROLS)
    # Texts in any of the encodings guessed here hold no NUL and next to no controls.
    return len(sample) - len(kept) > len(sample) // 20


def _guess(sample: bytes) -> str:
    """Return the name of the likeliest encoding, or "".

    GB18030 is asked first: it is what Chinese programs write, and its valid sequences rarely
    come about by chance in a text that has more than a few of them.
    """
    if _reads_as_chinese(sample):
        return "gb18030"
    found = charset_normalizer.from_bytes(sample, cp_isolation=CANDIDATES).best()
    return found.encoding if found is not None else ""


def _reads_as_chinese(sample: bytes) -> bool:
    try:
        # The sample may end within a character.
        text = codecs.getincrementaldecoder("gb18030")().decode(sample)
    except UnicodeDecodeError:
        return False
    wide = [char for char in text if char > "\x7f"]
    # GB2312's first level, the 3,755 common characters, is where Chinese text mostly is.
    common = sum(1 for char in wide if _first_level(char) or "\u3000" <= char <= "\u303f" or char >= "\uff00")
    return bool(wide) and common >= len(wide) * 0.8


def _first_level(char: str) -> bool:
    if not "\u4e00" <= char <= "\u9fff":
        return False
    code = char.encode("gb18030")
    return len(code) == 2 and 0xB0 <= code[0] <= 0xD7 and code[1] >= 0xA1
