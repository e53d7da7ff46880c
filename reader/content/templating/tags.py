"""Jekyll's own tags (``tags/*.rb`` of Jekyll 4) and those of its common plug-ins."""

from __future__ import annotations

import re
from html import escape
from io import StringIO
from typing import Final, TextIO

from liquid import BoundTemplate, Environment, RenderContext, Token, TokenStream
from liquid.ast import BlockNode, Node
from liquid.exceptions import LiquidError
from liquid.parser import get_parser
from liquid.tag import Tag
from liquid.token import TOKEN_EOF, TOKEN_EXPRESSION, TOKEN_TAG

from reader.content.kramdown.code import highlighted
from reader.content.templating.engine import PageContext, Services

_PARAMETER: Final = re.compile(
    r"([\w-]+)\s*=\s*(?:\"([^\"\\]*(?:\\.[^\"\\]*)*)\"|'([^'\\]*(?:\\.[^'\\]*)*)'|([\w.-]+))"
)
_INCLUDED: Final = re.compile(r"((?:\{\{.*?\}\}|[^\s{])+)(.*)", re.DOTALL)
_LANGUAGE: Final = re.compile(r"([a-zA-Z0-9.+#_-]+)")


class _Markup(Node):
    """A node made of the words after a tag's name."""

    __slots__ = ("markup",)

    def __init__(self, token: Token, markup: str) -> None:
        super().__init__(token)
        self.markup = markup
        self.blank = False

    def source(self) -> str:
        return f"{{% {self.token.value} {self.markup} %}}"


class _MarkupTag(Tag):
    """A tag without a block, whose words the node reads for itself."""

    block = False
    node: type[_Markup]

    def parse(self, stream: TokenStream) -> Node:
        """Return the node with the words after the tag's name."""
        token = stream.eat(TOKEN_TAG)
        if stream.current.kind == TOKEN_EXPRESSION:
            return self.node(token, stream.current.value)
        # The parser steps over the tag's last token itself.
        stream.pos -= 1
        return self.node(token, "")


class SilentNode(_Markup):
    """Prints nothing."""

    __slots__ = ()

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        """Print nothing."""
        _ = context, buffer
        return 0


class IncludeNode(_Markup):
    """``include file.html name="value" other=page.title``, and ``include_relative``."""

    __slots__ = ()

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        """Print the included file, or the tag itself where there is none."""
        match = _INCLUDED.fullmatch(self.markup.strip())
        services = services_of(context)
        services.spend(100)
        name = _filled(match[1], context).strip("'\"") if match else ""
        template = _template(name, self.token.value, services)
        if match is None or template is None:
            return buffer.write(self.source())
        parameters = {found[1]: _value(found, context) for found in _PARAMETER.finditer(match[2])}
        with context.extend({"include": parameters}, template=template):
            template.render_with_context(context, buffer, partial=True)
        return 1


class LinkNode(_Markup):
    """``link _posts/x.md`` and ``post_url x``: the path on the site, or nothing."""

    __slots__ = ()

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        """Print the path."""
        name = _filled(self.markup, context).strip().strip("'\"")
        return buffer.write(services_of(context).link_to(name) or "")


class GistNode(_Markup):
    """``gist user/id``: a link, because a gist itself is a script."""

    __slots__ = ()

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        """Print the link."""
        _ = context
        name = self.markup.split()[0].strip("'\"") if self.markup.split() else ""
        address = f"https://gist.github.com/{name}"
        return buffer.write(f'<a href="{escape(address)}">{escape(address.removeprefix("https://"))}</a>')


class HighlightNode(_Markup):
    """``highlight ruby linenos`` … ``endhighlight``: code with its colours."""

    __slots__ = ("inner",)

    def __init__(self, token: Token, markup: str, inner: BlockNode) -> None:
        super().__init__(token, markup)
        self.inner = inner

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        """Print a figure; its code stands in one piece, so that Markdown leaves it alone."""
        inner = context.get_buffer(buffer)
        self.inner.render(context, inner)
        match = _LANGUAGE.match(self.markup.strip())
        language = match[1] if match else ""
        code = highlighted(inner.getvalue().strip("\n"), language)
        return buffer.write(f'\n<figure class="highlight">{code}</figure>\n')


class HighlightTag(Tag):
    """The block of code."""

    name = "highlight"
    end = "endhighlight"

    def parse(self, stream: TokenStream) -> Node:
        """Return the node of the block."""
        token = stream.eat(TOKEN_TAG)
        markup = stream.eat(TOKEN_EXPRESSION).value if stream.current.kind == TOKEN_EXPRESSION else ""
        inner = get_parser(self.env).parse_block(stream, {self.end, TOKEN_EOF})
        stream.expect(TOKEN_TAG, value=self.end)
        return HighlightNode(token, markup, inner)


NODES: Final[dict[str, type[_Markup]]] = {
    "include": IncludeNode,
    "include_relative": IncludeNode,
    "include_cached": IncludeNode,
    "link": LinkNode,
    "post_url": LinkNode,
    "gist": GistNode,
    **dict.fromkeys(("seo", "feed_meta", "csrf_meta_tags", "avatar", "octicon", "remote_theme"), SilentNode),
}
_UNKNOWN_TO_LIQUID_4: Final = ("render", "doc")


def register(env: Environment) -> None:
    """Give an environment Jekyll's tags, and take those away that its Liquid does not have."""
    for name in _UNKNOWN_TO_LIQUID_4:
        env.tags.pop(name, None)
    for name, node in NODES.items():
        env.add_tag(type(f"{name.title()}Tag", (_MarkupTag,), {"name": name, "node": node}))
    env.add_tag(HighlightTag)


def services_of(context: RenderContext) -> Services:
    """Return the services of a context of ours; raises LiquidError for another."""
    if not isinstance(context, PageContext):
        raise LiquidError("not a page", token=None)
    return context.services


def is_inside(path: str) -> bool:
    """Return whether a relative path stays below the folder that it is looked up in."""
    return bool(path) and not path.startswith(("/", "~")) and "\\" not in path and ".." not in path.split("/")


def _template(name: str, tag: str, services: Services) -> BoundTemplate | None:
    """Return the parsed file, from memory the second time."""
    key = f"{tag} {name}"
    if key not in services.templates:
        load = services.relative if tag == "include_relative" else services.include
        text = load(name) if is_inside(name) else None
        services.templates[key] = None if text is None else services.parse(text)
    return services.templates[key]


def _value(match: re.Match[str], context: RenderContext) -> object:
    if match[4] is not None:
        path: list[object] = list(match[4].split("."))
        return _literal(match[4], context.get(path, token=None, default=None))
    quoted = match[2] if match[2] is not None else match[3]
    return re.sub(r"\\([\"'])", r"\1", quoted)


def _literal(word: str, found: object) -> object:
    """Return a variable's value; of a word that is no variable, what it means by itself."""
    if found is not None:
        return found
    return {"true": True, "false": False}.get(word, int(word) if re.fullmatch(r"-?\d{1,18}", word) else None)


def _filled(markup: str, context: RenderContext) -> str:
    """Return words in which ``{{ … }}`` is filled in."""
    if "{{" not in markup:
        return markup
    template = context.env.from_string(markup)
    buffer = StringIO()
    template.render_with_context(context, buffer, partial=True)
    return buffer.getvalue()
