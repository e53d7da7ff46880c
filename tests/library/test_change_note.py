from __future__ import annotations

from reader.library.change_note import change_note, note
from reader.library.looks import Words

WORDS = Words()


def test_what_changed_is_in_a_fold_with_words_marked() -> None:
    html = change_note(
        "Title\nIt opens on Monday & stays.", "Title\nIt opens on Friday & stays.", WORDS, "zh_CN"
    )
    assert html.startswith(
        '<details class="quiet notice changed" lang="zh-CN"><summary>Changed since you read'
    )
    assert "<p>It opens on <del>Monday</del><ins>Friday</ins> &amp; stays.</p>" in html
    assert '<p class="skipped">⋯</p>' in html
    assert "script" not in html


def test_what_an_article_says_is_no_markup_of_ours() -> None:
    html = change_note("a <b>\nsame", "<script>alert(1)</script>\nsame", WORDS, "en")
    assert "<script" not in html
    assert "<b>" not in html


def test_a_long_run_between_two_changes_is_shortened() -> None:
    middle = " ".join(f"word{at}" for at in range(100))
    html = change_note(f"one {middle} two", f"three {middle} four", WORDS, "en")
    assert "word0" in html
    assert "word50" not in html
    assert "word99" in html


def test_where_the_former_text_is_not_known_there_is_a_line_only() -> None:
    line = '<p class="quiet notice" lang="en">Changed since you read it</p>'
    assert change_note("", "text", WORDS, "en") == line
    assert change_note("text", "text", WORDS, "en") == line
    assert note("", "en") == ""


def test_too_much_to_compare_is_said() -> None:
    former = "\n".join(f"a{at}" for at in range(1000))
    assert "too much to be shown here" in change_note(former, former.replace("a", "b"), WORDS, "en")
