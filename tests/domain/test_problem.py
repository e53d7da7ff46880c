"""Every problem can be told in one sentence."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.problem import SENTENCES, Problem


@pytest.mark.parametrize("code", SENTENCES)
def test_each_code_has_a_whole_sentence(code: str) -> None:
    sentence = Problem("a.md", code, "the detail").sentence()
    assert sentence[0].isupper()
    assert sentence.endswith(".")
    gaps = {name for _, name, _, _ in string.Formatter().parse(SENTENCES[code]) if name is not None}
    assert gaps <= {"detail"}
    assert ("the detail" in sentence) == ("detail" in gaps)


@given(code=st.sampled_from(sorted(SENTENCES)), detail=st.text())
def test_no_detail_breaks_a_sentence(code: str, detail: str) -> None:
    assert Problem("a.md", code, detail).sentence() == SENTENCES[code].replace("{detail}", detail)
