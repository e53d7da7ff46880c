"""Code with its colours, as classes for the stylesheet."""

from __future__ import annotations

from html import escape, unescape
from typing import Final
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString
from pygments import highlight
from pygments.formatters.html import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

LONGEST: Final = 200_000
"""Characters of code that are coloured; some lexers are slow with more."""
_PLAIN: Final = frozenset(
    {"", "text", "plain", "plaintext", "txt", "none", "nohighlight", "no-highlight", "raw"}
)
_ALIASES: Final = {"liquid": "html+django", "conf": "ini", "shell": "console", "golang": "go", "node": "js"}


def highlighted(code: str, language: str) -> str:
    """Return ``<pre><code>`` with the code; coloured when Pygments knows the language."""
    name = language.lower()
    lexer = None if name in _PLAIN or len(code) > LONGEST else _lexer(_ALIASES.get(name, name))
    if lexer is None:
        inner = escape(code, quote=False)
    else:
        inner = highlight(code, lexer, HtmlFormatter(nowrap=True)).rstrip("\n")
    kind = f' class="language-{escape(language)}"' if language else ""
    return f"<pre><code{kind}>{inner}\n</code></pre>"


def _lexer(name: str) -> Lexer | None:
    try:
        return get_lexer_by_name(name, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None


class ColouredCode(Treeprocessor):
    """Colours indented code that an attribute list gives a language."""

    def run(self, root: Element) -> None:
        """Go through the tree once the blocks are done."""
        for pre in root.iter("pre"):
            language = next((c[9:] for c in pre.get("class", "").split() if c.startswith("language-")), "")
            if language and len(pre) == 1 and pre[0].tag == "code":
                html = highlighted(unescape(pre[0].text or "").rstrip("\n"), language)
                pre.clear()
                pre.tag, pre.text = "p", AtomicString(self.md.htmlStash.store(html))
