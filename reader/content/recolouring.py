"""Taking out the colours of an article that could not be read on the page's own."""

from __future__ import annotations

from collections.abc import Mapping

from reader.content.colours import Colour, readable_colours
from reader.content.elements import scan
from reader.content.styles import declarations


def recolour(html: str, page: Colour, ink: Colour) -> str:
    """Return cleaned HTML whose inline colours can all be read on a page of this colour and ink."""
    if "color" not in html:
        return html
    out: list[str] = []
    done = 0
    for tag in scan(html):
        if tag.closing or not ("style" in tag.attributes or "color" in tag.attributes):
            continue
        out.append(html[done : tag.start])
        out.append(tag.text(**_kept(tag.attributes, page, ink)))
        done = tag.end
    out.append(html[done:])
    return "".join(out)


def _kept(attributes: Mapping[str, str], page: Colour, ink: Colour) -> dict[str, str | None]:
    """Return the changed attributes; a ``color`` attribute (of ``font``) counts like the style."""
    style = dict(declarations(attributes.get("style", "")))
    given = style.pop("color", attributes.get("color", ""))
    colour, background = readable_colours(given, style.pop("background-color", ""), page, ink)
    if colour:
        style["color"] = colour
    if background:
        style["background-color"] = background
    written = ";".join(f"{name}:{value}" for name, value in style.items())
    return {"style": written or None, "color": None}
