"""Jekyll's filters (``filters.rb``, ``filters/*.rb`` of Jekyll 4) for text, addresses and dates."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from html import escape
from typing import Final
from urllib.parse import quote, quote_plus

from liquid import Environment, RenderContext
from liquid.filter import with_context

from reader.content.kramdown.convert import convert
from reader.content.templating.moments import in_words, read_moment, rfc822, strftime, xmlschema

_SCHEME: Final = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
_CJK: Final = re.compile(r"[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_SLUG_RULES: Final = {
    "raw": re.compile(r"\s+"),
    "default": re.compile(r"[\W_]+"),
    "pretty": re.compile(r"[^\w.~!$&'()+,;=@-]+|_{0}\s+"),
    "ascii": re.compile(r"[^A-Za-z0-9]+"),
    "latin": re.compile(r"[\W_]+"),
}


def text_of(value: object) -> str:
    """Return what a value prints as."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return "".join(text_of(each) for each in value) if isinstance(value, list) else str(value)


@with_context
def relative_url(value: object, *, context: RenderContext) -> str:
    """Return a path with the site's base URL before it."""
    path = text_of(value)
    if _SCHEME.match(path):
        return path
    base = _setting(context, "baseurl").rstrip("/")
    return f"{base}/{path.lstrip('/')}" if path or base else "/"


@with_context
def absolute_url(value: object, *, context: RenderContext) -> str:
    """Return a path with the site's address before it."""
    path = text_of(value)
    return (
        path
        if _SCHEME.match(path)
        else _setting(context, "url").rstrip("/") + str(relative_url(path, context=context))
    )


def _setting(context: RenderContext, name: str) -> str:
    return text_of(context.get(["site", name], token=None, default=None))


def strip_index(value: object) -> str:
    """Return an address without ``index.html`` at its end."""
    return re.sub(r"/index\.html?$", "/", text_of(value))


@with_context
def date(value: object, layout: object = "", *, context: RenderContext) -> str:
    """Return a moment in the given notation; what is no moment stays as it is."""
    when = context.get(["site", "time"], token=None, default=None) if value in ("now", "today") else value
    moment = read_moment(when)
    return text_of(value) if moment is None or not text_of(layout) else strftime(moment, text_of(layout))


def date_to_string(value: object, kind: object = "", style: object = "") -> str:
    """Return a day with a short month."""
    moment = read_moment(value)
    return text_of(value) if moment is None else in_words(moment, text_of(kind), text_of(style), long=False)


def date_to_long_string(value: object, kind: object = "", style: object = "") -> str:
    """Return a day with a long month."""
    moment = read_moment(value)
    return text_of(value) if moment is None else in_words(moment, text_of(kind), text_of(style), long=True)


def date_to_rfc822(value: object) -> str:
    """Return a moment as mail writes it."""
    moment = read_moment(value)
    return text_of(value) if moment is None else rfc822(moment)


def date_to_xmlschema(value: object) -> str:
    """Return a moment as XML writes it."""
    moment = read_moment(value)
    return text_of(value) if moment is None else xmlschema(moment)


def markdownify(value: object) -> str:
    """Return Markdown as HTML."""
    return convert(text_of(value)).html


def slugify(value: object, mode: object = "default") -> str:
    """Return a text fit for an address (``utils.rb``)."""
    text, name = text_of(value), text_of(mode) or "default"
    if name == "none":
        return text
    if name == "latin":
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _SLUG_RULES.get(name, _SLUG_RULES["default"]).sub("-", text).strip("-").lower()


def xml_escape(value: object) -> str:
    """Return text with the signs that XML minds escaped."""
    return escape(text_of(value))


def cgi_escape(value: object) -> str:
    """Return text as a value in a query."""
    return quote_plus(text_of(value))


def uri_escape(value: object) -> str:
    """Return an address with what may not stand in one escaped."""
    return quote(text_of(value), safe="!#$&'()*+,/:;=?@[]~%")


def jsonify(value: object) -> str:
    """Return a value as JSON."""
    return json.dumps(value, ensure_ascii=False, default=_plain, skipkeys=True)


def _plain(value: object) -> object:
    return dict(value) if isinstance(value, Mapping) else text_of(value)


def strip_html(value: object) -> str:
    """Return text without its tags; scripts, styles and comments go with what they hold."""
    out, position, text = [], 0, text_of(value)
    unclosed: set[str] = set()
    while (start := text.find("<", position)) >= 0:
        out.append(text[position:start])
        position = _after_tag(text, start, unclosed)
    return "".join(out) + text[position:]


def _after_tag(text: str, start: int, unclosed: set[str]) -> int:
    """Return where a tag ends. ``unclosed``: closings not found, which need not be looked for again."""
    for opening, closing in (("<script", "</script>"), ("<style", "</style>"), ("<!--", "-->")):
        if closing not in unclosed and text.startswith(opening, start):
            end = text.find(closing, start)
            if end >= 0:
                return end + len(closing)
            unclosed.add(closing)
    end = text.find(">", start)
    return end + 1 if end >= 0 else len(text)


def normalize_whitespace(value: object) -> str:
    """Return text with single blanks."""
    return " ".join(text_of(value).split())


def number_of_words(value: object, mode: object = "") -> int:
    """Return the number of words; with ``cjk`` or ``auto`` every ideograph counts as one."""
    text = text_of(value)
    if text_of(mode) not in {"cjk", "auto"}:
        return len(text.split())
    return len(_CJK.findall(text)) + len(_CJK.sub(" ", text).split())


def to_integer(value: object) -> int:
    """Return a whole number; 0 for what is none."""
    match = re.match(r"\s*(-?\d{1,30})", text_of(value))
    return int(value) if isinstance(value, bool) else int(match[1]) if match else 0


def unchanged(value: object, *_: object) -> object:
    """Return what came in: for filters whose effect a reader does not need."""
    return value


FILTERS: Final[dict[str, Callable[..., object]]] = {
    "absolute_url": absolute_url,
    "cgi_escape": cgi_escape,
    "date": date,
    "date_to_long_string": date_to_long_string,
    "date_to_rfc822": date_to_rfc822,
    "date_to_string": date_to_string,
    "date_to_xmlschema": date_to_xmlschema,
    "inspect": jsonify,
    "jsonify": jsonify,
    "markdownify": markdownify,
    "normalize_whitespace": normalize_whitespace,
    "number_of_words": number_of_words,
    "relative_url": relative_url,
    "sassify": unchanged,
    "scssify": unchanged,
    "slugify": slugify,
    "smartify": unchanged,
    "strip_html": strip_html,
    "strip_index": strip_index,
    "to_integer": to_integer,
    "uri_escape": uri_escape,
    "xml_escape": xml_escape,
}


def register(env: Environment) -> None:
    """Give an environment these filters."""
    for name, function in FILTERS.items():
        env.add_filter(name, function)
