"""Liquid as Jekyll runs it, but so that no template, however broken, costs the reader the article."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Final

from liquid import BoundTemplate
from liquid.exceptions import LiquidError
from liquid.output import LimitedStringIO

from reader.content.templating import filters, lists, tags
from reader.content.templating.engine import JekyllEnvironment, PageContext, Services
from reader.content.templating.source import Grammar, opener_before, parsable, restored

MOST_STEPS: Final = 300_000
"""Rounds of loops, filter calls and included files (each a hundred) in one article."""
TAGS: Final = 20
"""Tags that a round of a loop may hold for the price of one."""
_ATTEMPTS: Final = 30
"""Broken expressions in one body that are set aside one by one."""
_OUTPUT_LIMIT: Final = 8 * 2**20
_BLOCKS: Final[dict[str, tuple[str, ...]]] = {
    "capture": (),
    "case": ("when", "else"),
    "for": ("else", "break", "continue"),
    "highlight": (),
    "if": ("elsif", "else"),
    "ifchanged": (),
    "tablerow": (),
    "unless": ("elsif", "else"),
}
_SINGLE: Final = ("#", "assign", "break", "continue", "cycle", "decrement", "echo", "increment")


def _nothing(_: str) -> None:
    return None


def render_liquid(
    body: str,
    context: Mapping[str, object],
    load_include: Callable[[str], str | None],
    link_to: Callable[[str], str | None],
    load_relative: Callable[[str], str | None] = _nothing,
    steps: int = MOST_STEPS,
) -> str:
    """Return a body with its Liquid carried out. Never raises.

    Unknown variables print nothing, unknown filters hand on their value; unknown tags, broken
    expressions and blocks that never end are printed as they stand. A body whose templates never
    come to an end is returned as it was.

    ``context``: the variables (``site``, ``page``). ``load_include``: text of a file by its path below
    ``_includes``, never asked for a path that leads out of it; ``load_relative``: the same below the
    article's own folder. ``link_to``: path on the site of what ``post_url`` and ``link`` name. ``steps``:
    how much the templates may do (see `MOST_STEPS`).
    """
    if "{{" not in body and "{%" not in body:
        return body
    template = _template(body)
    if template is None:
        return body

    def parse(text: str) -> BoundTemplate | None:
        services.weight = max(services.weight, _weight(text))
        return _template(text)

    services = Services(load_include, load_relative, link_to, parse, steps, _weight(body))
    buffer = LimitedStringIO(_OUTPUT_LIMIT)
    try:
        template.render_with_context(PageContext(template, context, services), buffer)
    except (LiquidError, RecursionError):
        return body
    return restored(buffer.getvalue())


def _weight(text: str) -> int:
    """Return what a round of a loop counts for in a text: all its tags could stand in the loop."""
    return 1 + (text.count("{%") + text.count("{{")) // TAGS


@cache
def _environment() -> JekyllEnvironment:
    """Return the engine; it holds tags and filters and nothing of any article."""
    env = JekyllEnvironment()
    for part in (tags, filters, lists):
        part.register(env)
    return env


@cache
def _grammar() -> Grammar:
    return Grammar({*_SINGLE, *tags.NODES}, _BLOCKS)


def _template(text: str) -> BoundTemplate | None:
    """Return the parsed template, its broken parts made text, or None when that does not help."""
    banned: set[int] = set()
    for _ in range(_ATTEMPTS):
        source = parsable(text, _grammar(), banned)
        if source is None:
            return None
        try:
            return _environment().from_string(source)
        except (LiquidError, RecursionError) as error:
            token = error.token if isinstance(error, LiquidError) else None
            culprit = opener_before(source, token.start_index) if token is not None else None
            if culprit is None or culprit in banned:
                return None
            banned.add(culprit)
    return None
