"""The readable text of Markdown or HTML, quickly, for the list, the fingerprint and the search.

Nothing is rendered: tags, Liquid, comments, hidden paragraphs and Markdown's marks are taken off by
searches that never look at a character more than a bounded number of times, whatever the text.
"""

from __future__ import annotations

import html
import re
from operator import itemgetter
from typing import Final

_TAG_LIMIT: Final = 600
"""Characters of one tag within which ``display:none`` is looked for."""
EXCERPT_LIMIT: Final = 150
"""Bytes of an excerpt: 50 ideographs or 150 Latin letters, more than a line of the list has room for."""
_HIDDEN: Final = re.compile(r"display\s{0,3}:\s{0,3}none", re.IGNORECASE)
_OPENING: Final = re.compile(r"<([a-zA-Z][a-zA-Z0-9]{0,20})(?=[\s>])")
_DROPPED: Final = re.compile(r"<(script|style|template|noscript|iframe|svg|head)(?=[\s>])", re.IGNORECASE)
_BREAK: Final = re.compile(
    r"</?(?:p|div|br|hr|li|ul|ol|dl|dt|dd|h[1-6]|tr|td|th|table|section|article|header|footer|aside|figure|"
    r"figcaption|blockquote|pre|center|title|details|summary|address)(?=[\s/>])[^<>]*>",
    re.IGNORECASE,
)
_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]*>|<![^<>]*>|<\?[^<>]*>")
_IMAGE: Final = re.compile(r"!\[[^\[\]]*\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)?\)|\[[^\[\]\n]*\])")
_LINK: Final = re.compile(r"\[([^\[\]]*)\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)?\)|\[[^\[\]\n]*\])")
_DEFINITION: Final = re.compile(r"^[ \t]{0,3}\[([^\[\]\n]+)\]:.*$", re.MULTILINE)
_LABEL: Final = re.compile(r"\[([^\[\]\n]{1,200})\]")
_FOOTNOTE: Final = re.compile(r"\[\^[^\[\]\s]*\]")
_ATTRIBUTES: Final = re.compile(r"\{:[^{}\n]*\}")
# One anchor and one literal first character each: tried at every character otherwise.
_LINE: Final = re.compile(
    r"^(?=[-=*|:`~#>+\d \t])[ \t]*"
    r"(?:(?:-[ \t]*){3,}$|(?:\*[ \t]*){3,}$|=+[ \t]*$|"
    r"(?:\|[ \t]*)?:?--[-:| \t]*$|(?:```|~~~).*$"
    r"|#{1,6}[ \t]+|>[ \t>]*|[-*+][ \t]+(?:\[[ xX]\][ \t]+)?|\d{1,9}[.)][ \t]+)",
    re.MULTILINE,
)
_ROW: Final = re.compile(r"^[ \t]*\|.*$", re.MULTILINE)
_STARS: Final = re.compile(r"\*(?<!\\\*)(?:\*+|(?<![\w*]\*)(?=\S)|(?<=\S\*)(?![\w*]))")
_UNDERSCORES: Final = re.compile(
    r"_(?<!\\_)(?:(?<![a-zA-Z0-9_]_)_{0,2}(?=[^\s_])|(?<=[^\s_]_)_{0,2}(?![a-zA-Z0-9_]))"
)
_ESCAPE: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_CODE: Final = re.compile(r"`[^`\n]+`")
_KEPT: Final = str.maketrans("_*", "\ue000\ue001")
"""Marks inside code are none: they hide behind private characters until the others are off."""
_BACK: Final = str.maketrans("\ue000\ue001", "_*")
_HEADING: Final = re.compile(r"[ \t]*#{1,6}[ \t]")
_BRACKETS: Final = re.compile(r"[\[\]]")
_SPACE: Final = re.compile(r"\s+")


def plain_text(markup: str) -> str:
    """Return the text that a person would read in Markdown or HTML, with one line per paragraph or so."""
    text = markup
    if "{" in text:
        text = _between(_between(text, "{%", "%}", " "), "{{", "}}", " ")
    if "<" in text:
        text = _without_tags(text)
    return _unmarked(text)


def _unmarked(text: str) -> str:
    """Take Markdown's marks off a text without tags, and read its entities."""
    text = _without_marks(text)
    return html.unescape(text) if "&" in text else text


def plain_texts(markup: str, cut: int) -> tuple[str, str]:
    """Return the text of Markdown or HTML up to a cut, and of all of it.

    Where a line ends at the cut and nothing spans it, the whole is made of its two parts, which takes half
    the time; that the outcome is the same as of `plain_text` is a property test.
    """
    head, tail = markup[:cut], markup[cut:]
    if tail[:1] == "\n" and "{" not in markup and "]:" not in markup and _ends(head, "<", ">"):
        shown, ended = _shown(head)
        lines = _BREAK.sub("\n", shown)
        first = _TAG.sub("", lines)
        if ended and _ends(lines, "<", ">") and _closed(first):
            start = _unmarked(first)
            return start, start + _unmarked(_without_tags(tail) if "<" in tail else tail)
    return plain_text(head), plain_text(markup)


def _ends(text: str, opener: str, closer: str) -> bool:
    """Say whether nothing that was opened in a text may be closed behind it."""
    last = text.rfind(opener)
    return last < 0 or text.find(closer, last + len(opener)) >= 0


def _closed(text: str) -> bool:
    """Say whether each opening bracket has its closing one."""
    depth = 0
    for bracket in _BRACKETS.findall(text) if "[" in text else ():
        depth = depth + 1 if bracket == "[" else max(depth - 1, 0)
    return depth == 0


def excerpt_line(text: str) -> str:
    """Return the beginning of a text as one line whose UTF-8 takes at most `EXCERPT_LIMIT` bytes."""
    line = one_line(text, EXCERPT_LIMIT)
    data = line.encode("utf-8", "replace")
    if len(data) <= EXCERPT_LIMIT:
        return line
    return data[: EXCERPT_LIMIT - 3].decode("utf-8", "ignore").rstrip() + "…"


def one_line(text: str, limit: int) -> str:
    """Return the beginning of a text as one line of at most ``limit`` characters."""
    # Four times as much is enough even where three quarters are blanks; the rest is not worth joining.
    line = " ".join(text[: limit * 4].split())
    if len(line) < limit and len(text) > limit * 4:
        line = " ".join(text[: limit * 40].split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def first_text(markup: str) -> str:
    """Return Markdown from its first line on that is no heading."""
    start = 0
    while _HEADING.match(markup, start):
        end = markup.find("\n", start)
        if end < 0:
            return ""
        start = end + 1
        blank = re.compile(r"\s*").match(markup, start)
        start = blank.end() if blank else start
    return markup[start:]


def _between(text: str, opener: str, closer: str, instead: str) -> str:
    """Replace what stands between two marks, each with its nearest; an unclosed one stays."""
    parts = text.split(opener)
    if len(parts) == 1:
        return text
    kept = [parts[0]]
    for part in parts[1:]:
        _, found, rest = part.partition(closer)
        kept.append(instead + rest if found else opener + part)
    return "".join(kept)


def _without_tags(text: str) -> str:
    return _untagged(_shown(text)[0])


def _shown(text: str) -> tuple[str, bool]:
    """Return markup without comments and elements that are not shown, and whether all of them end in it."""
    ended = _ends(text, "<!--", "-->")
    text = _between(text, "<!--", "-->", "")
    for spans in (_hidden, _dropped):
        found = spans(text)
        if found:
            text, closed = _cut(text, found)
            ended = ended and closed
    return text, ended


def _untagged(text: str) -> str:
    return _TAG.sub("", _BREAK.sub("\n", text)) if "<" in text else text


def _hidden(text: str) -> list[tuple[int, str]]:
    """Return the elements whose own style hides them, by where they start and their names."""
    if "none" not in text and "None" not in text and "NONE" not in text:
        return []  # plain searches take half the time of one that folds case
    spans = []
    for match in _HIDDEN.finditer(text):
        start = text.rfind("<", max(0, match.start() - _TAG_LIMIT), match.start())
        tag = _OPENING.match(text, start) if start >= 0 else None
        if tag is not None and ">" not in text[start : match.start()]:
            spans.append((start, tag[1]))
    return spans


def _dropped(text: str) -> list[tuple[int, str]]:
    """Return scripts, styles and the like."""
    return [(match.start(), match[1]) for match in _DROPPED.finditer(text)]


def _cut(text: str, spans: list[tuple[int, str]]) -> tuple[str, bool]:
    """Cut from each start to the next closing tag of the name there, and say whether each has one.

    Where it never closes, nothing is cut.
    """
    kept, position, lowered = [], 0, text.lower()
    if len(lowered) != len(text):
        lowered = text
    unclosed: set[str] = set()
    for start, name in spans:
        closer = f"</{name.lower()}>"
        if start < position or closer in unclosed:
            continue
        end = lowered.find(closer, start)
        if end < 0:
            # None follows; looking again from the next start would take quadratic time.
            unclosed.add(closer)
            continue
        kept.append(text[position:start])
        position = end + len(closer)
    kept.append(text[position:])
    return "".join(kept), not unclosed


def _folded(label: str) -> str:
    return " ".join(label.lower().split())


def _without_links(text: str) -> str:
    labels: set[str] = set()
    if "]:" in text:
        labels = {_folded(match[1]) for match in _DEFINITION.finditer(text)}
        text = _DEFINITION.sub("", text)
    text = _FOOTNOTE.sub("", _LINK.sub(itemgetter(1), _IMAGE.sub("", text)))
    if not labels:
        return text
    # A label by itself is a link where it is defined, and a word in brackets where it is not.
    return _LABEL.sub(lambda found: found[1] if _folded(found[1]) in labels else found[0], text)


def _without_marks(text: str) -> str:
    """Take off Markdown's marks; each search runs only where its sign occurs."""
    if "[" in text:
        text = _without_links(text)
    if "{:" in text:
        text = _ATTRIBUTES.sub("", text)
    text = _LINE.sub("", text)
    if "`" in text:
        text = _CODE.sub(lambda span: span[0].translate(_KEPT), text)
    if "|" in text:
        text = _ROW.sub(lambda row: row[0].replace("|", " "), text)
    text = text.replace("~~", "")
    if "*" in text:
        text = _STARS.sub("", text)
    if "_" in text:
        text = _UNDERSCORES.sub("", text)
    if "`" in text:
        text = text.replace("`", "")
    if "\\" in text:
        text = _ESCAPE.sub(r"\1", text)
    return text.translate(_BACK) if "\ue000" in text or "\ue001" in text else text
