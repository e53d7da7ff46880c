"""The pairs of kramdown's own tests, as the page gets them: cleaned, and without regard to blanks.

`PASSING` names the pairs that come out alike; it may grow but not shrink. The others differ because
they set options that Jekyll does not, because GFM mode differs, or in rare corners.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from reader.content.html import clean
from reader.content.kramdown.convert import convert

PASSING = [
    "block/01_blank_line/spaces",
    "block/01_blank_line/tabs",
    "block/02_eob/beginning",
    "block/02_eob/end",
    "block/02_eob/middle",
    "block/03_paragraph/line_break_last_line",
    "block/03_paragraph/no_newline_at_end",
    "block/03_paragraph/one_para",
    "block/03_paragraph/two_para",
    "block/04_header/atx_header_no_newline_at_end",
    "block/04_header/setext_header",
    "block/04_header/setext_header_no_newline_at_end",
    "block/04_header/with_auto_id_prefix",
    "block/04_header/with_auto_id_stripping",
    "block/04_header/with_auto_ids",
    "block/04_header/with_line_break",
    "block/05_blockquote/indented",
    "block/05_blockquote/lazy",
    "block/05_blockquote/nested",
    "block/05_blockquote/no_newline_at_end",
    "block/05_blockquote/very_long_line",
    "block/05_blockquote/with_code_blocks",
    "block/06_codeblock/disable-highlighting",
    "block/06_codeblock/error",
    "block/06_codeblock/lazy",
    "block/06_codeblock/no_newline_at_end",
    "block/06_codeblock/no_newline_at_end_1",
    "block/06_codeblock/normal",
    "block/06_codeblock/rouge/disabled",
    "block/06_codeblock/tilde_syntax",
    "block/06_codeblock/with_blank_line",
    "block/06_codeblock/with_eob_marker",
    "block/06_codeblock/with_ial",
    "block/06_codeblock/with_lang_in_fenced_block_any_char",
    "block/06_codeblock/with_lang_in_fenced_block_name_with_dash",
    "block/07_horizontal_rule/error",
    "block/07_horizontal_rule/normal",
    "block/07_horizontal_rule/sepspaces",
    "block/07_horizontal_rule/septabs",
    "block/08_list/lazy",
    "block/08_list/list_and_hr",
    "block/08_list/mixed",
    "block/08_list/nested",
    "block/08_list/other_first_element",
    "block/08_list/simple_ol",
    "block/08_list/simple_ul",
    "block/08_list/single_item",
    "block/09_html/comment",
    "block/09_html/html5_attributes",
    "block/09_html/html_after_block",
    "block/09_html/html_and_headers",
    "block/09_html/html_to_native/comment",
    "block/09_html/html_to_native/entity",
    "block/09_html/html_to_native/header",
    "block/09_html/html_to_native/list_dl",
    "block/09_html/html_to_native/list_ol",
    "block/09_html/html_to_native/list_ul",
    "block/09_html/html_to_native/paragraph",
    "block/09_html/html_to_native/table_normal",
    "block/09_html/html_to_native/table_simple",
    "block/09_html/html_to_native/typography",
    "block/09_html/invalid_html_2",
    "block/10_ald/simple",
    "block/11_ial/auto_id_and_ial",
    "block/12_extension/comment",
    "block/12_extension/ignored",
    "block/12_extension/options2",
    "block/13_definition_list/definition_at_beginning",
    "block/13_definition_list/deflist_ial",
    "block/13_definition_list/item_ial",
    "block/13_definition_list/multiple_terms",
    "block/13_definition_list/no_def_list",
    "block/13_definition_list/para_wrapping",
    "block/13_definition_list/separated_by_eob",
    "block/13_definition_list/simple",
    "block/13_definition_list/styled_terms",
    "block/13_definition_list/too_much_space",
    "block/13_definition_list/with_blocks",
    "block/14_table/empty_tag_in_cell",
    "block/14_table/footer",
    "block/14_table/header",
    "block/14_table/no_table",
    "block/14_table/table_with_footnote",
    "cjk-line-break",
    "span/01_link/empty",
    "span/01_link/image_in_a",
    "span/01_link/imagelinks",
    "span/01_link/link_defs",
    "span/01_link/links_with_angle_brackets",
    "span/03_codespan/empty",
    "span/03_codespan/errors",
    "span/03_codespan/rouge/disabled",
    "span/04_footnote/definitions",
    "span/04_footnote/inside_footnote",
    "span/04_footnote/regexp_problem",
    "span/05_html/button",
    "span/05_html/invalid",
    "span/05_html/link_with_mailto",
    "span/05_html/mark_element",
    "span/05_html/raw_span_elements",
    "span/abbreviations/abbrev_defs",
    "span/abbreviations/abbrev_in_html",
    "span/abbreviations/in_footnote",
    "span/escaped_chars/normal",
    "span/extension/comment",
    "span/extension/ignored",
    "span/extension/nomarkdown",
    "span/ial/simple",
    "span/line_breaks/normal",
    "span/text_substitutions/entities",
    "span/text_substitutions/entities_as_input",
    "span/text_substitutions/entities_numeric",
    "span/text_substitutions/entities_symbolic",
    "span/text_substitutions/greaterthan",
    "span/text_substitutions/lowerthan",
]
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
ROLES = re.compile(r' (?:role="doc-[a-z]+"|rel="footnote")')
COLOURS = re.compile(r'<span class="[a-z]\w{0,2}">|</span>')


class Outline(HTMLParser):
    """Lists tags with their attributes, and text with single blanks; ids of headings are options."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, ...]] = []
        self.pre = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kept = sorted(f"{key}={value or ''}" for key, value in attrs if key != "id" or tag not in HEADINGS)
        self.pre += tag == "pre"
        self.found.append(("<", tag, *kept))

    def handle_endtag(self, tag: str) -> None:
        self.pre -= tag == "pre"
        self.found.append((">", tag))

    def handle_data(self, data: str) -> None:
        text = data if self.pre else re.sub(r"\s+", " ", data)
        if self.found and self.found[-1][0] == "text":
            text = self.found.pop()[1] + text
        self.found.append(("text", text))


def outline(html: str) -> list[tuple[str, ...]]:
    if "language-" in html:
        html = COLOURS.sub("", html)
    parser = Outline()
    parser.feed(clean(ROLES.sub("", html)))
    parser.close()
    found = [(each[0], each[1].strip()) if each[0] == "text" else each for each in parser.found]
    return [each for each in found if each != ("text", "")]


def pairs(folder: Path) -> dict[str, tuple[Path, Path]]:
    found: dict[str, tuple[Path, Path]] = {}
    for text in sorted(folder.rglob("*.text")):
        html = text.with_suffix(".html")
        gfm = Path(f"{html}.gfm")
        if html.exists():
            found[text.relative_to(folder).with_suffix("").as_posix()] = (text, gfm if gfm.exists() else html)
    return found


@pytest.fixture(scope="module")
def cases(corpora: Path) -> dict[str, tuple[Path, Path]]:
    folder = corpora / "_suites" / "kramdown" / "test" / "testcases"
    if not folder.is_dir():
        pytest.skip("kramdown's tests are not on this machine")
    return pairs(folder)


@pytest.mark.parametrize("name", PASSING)
def test_reads_as_kramdown_does(name: str, cases: dict[str, tuple[Path, Path]]) -> None:
    text, html = cases[name]
    assert outline(convert(text.read_text("utf-8")).html) == outline(html.read_text("utf-8"))


def test_the_list_of_passing_pairs_is_complete(
    cases: dict[str, tuple[Path, Path]], record_property: Callable[[str, object], None]
) -> None:
    passing = [
        name
        for name, (text, html) in cases.items()
        if outline(convert(text.read_text("utf-8")).html) == outline(html.read_text("utf-8"))
    ]
    record_property("kramdown pairs that pass", f"{len(passing)} of {len(cases)}")
    assert len(passing) >= 115
    assert sorted(passing) == sorted(PASSING)
