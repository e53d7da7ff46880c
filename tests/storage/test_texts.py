from __future__ import annotations

import sqlite3
from contextlib import closing

from hypothesis import given
from hypothesis import strategies as st

from reader.storage.texts import digest_of, id_of, restored, stored

ANY_TEXT = st.text(st.characters(exclude_categories=()))


@given(ANY_TEXT)
def test_every_text_comes_back(text: str) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        (value,) = connection.execute("SELECT ?", (stored(text),)).fetchone()
    assert restored(value) == text


def test_a_name_that_is_not_unicode_is_a_blob_and_others_stay_readable() -> None:
    assert stored("新闻") == "新闻"
    assert isinstance(stored("a\udcff"), bytes)


@given(ANY_TEXT)
def test_ids_are_signed_64_bit_and_differ_by_kind(text: str) -> None:
    assert -(2**63) <= id_of("path", text) < 2**63
    assert id_of("path", text) != id_of("url", text)


def test_digests_differ() -> None:
    assert digest_of(b"a") != digest_of(b"b")
