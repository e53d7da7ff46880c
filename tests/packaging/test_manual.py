from __future__ import annotations

import re

import pytest
from linux.manual import page

from tests.conftest import ROOT

TITLE = "% NAME(1) Name | Commands\n\n"


def body(markdown: str) -> list[str]:
    """Return the lines of a page below its heading."""
    lines = page(TITLE + markdown, "1.0").splitlines()
    return lines[lines.index(".nh") + 1 :]


def test_title_and_version_head_the_page() -> None:
    assert '.TH "NAME" "1" "" "Name 1.0" "Commands"' in page(TITLE, "1.0").splitlines()


def test_a_page_without_a_title_is_refused() -> None:
    with pytest.raises(ValueError, match="begins with"):
        page("# NAME\n", "1.0")


def test_fonts_go_back_to_what_was_before() -> None:
    assert body("**a *b* c** `d`")[1] == r"\fBa \fIb\fB c\fR \fBd\fR"


def test_what_roff_would_take_for_a_request_is_text() -> None:
    assert body("a\n.b\n'c \\\\d -e")[1:] == ["a", r"\&.b", r"\&'c \ed \-e"]


def test_lines_are_broken_where_they_are_broken_in_the_source() -> None:
    assert body("one\\\ntwo")[1:] == ["one", ".br", "two"]


def test_options_are_paragraphs_with_a_heading() -> None:
    assert body("**\\--all**\n: Everything.\n\n    And more.\n") == [
        ".TP",
        r"\fB\-\-all\fR",
        "Everything.",
        ".IP",
        "And more.",
    ]


def test_tables_keep_their_rows_and_are_as_wide_as_their_longest_word() -> None:
    lines = body("| a | b |\n| --- | --- |\n| longest | `x` y |\n")
    assert lines[1:5] == [".TS", "tab(\t);", "lBw(7n) lBw(1n)", "lw(7n) lx."]
    assert lines[5:] == ["T{", "a", "T}\tT{", "b", "T}", "T{", "longest", "T}\tT{", r"\fBx\fR y", "T}", ".TE"]


def test_listings_keep_their_lines() -> None:
    assert body("    one\n      .two\n")[2:] == [".EX", "one", "  .two", ".EE", ".RE"]


def test_the_manual_page_of_the_program_loses_no_word() -> None:
    source = (ROOT / "docs" / "newsfold.1.md").read_text("utf-8")
    made = page(source, "1.0").replace("\\-", "-").replace("\\(ha", "^").replace("\\(ti", "~")
    made = re.sub(r"\\f[BIR]|\\&", "", made).replace("\\e", "\\")
    words = re.findall(r"[\w.-]*\w", source.partition("\n")[2])
    assert not [word for word in words if word.strip("-") not in made]
