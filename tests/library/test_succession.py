from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from reader.library.succession import Known, heirs


def known(key: str, path: str = "", fingerprint: int = 0) -> Known:
    return Known(key, path or f"_posts/{key}.md", fingerprint)


def test_a_permalink_was_added() -> None:
    assert heirs([known("2022-01-01-a")], [Known("id:/a", "_posts/2022-01-01-a.md", 0)]) == [
        ("2022-01-01-a", "id:/a")
    ]


def test_a_permalink_was_added_and_the_file_moved() -> None:
    assert heirs([known("2022-01-01-a")], [Known("id:/a", "old_post/2022-01-01-a.md", 0)]) == [
        ("2022-01-01-a", "id:/a")
    ]


def test_the_file_was_renamed() -> None:
    assert heirs([known("draft", fingerprint=5)], [known("2022-01-01-final", fingerprint=5)]) == [
        ("draft", "2022-01-01-final")
    ]


def test_a_path_is_a_better_proof_than_a_text() -> None:
    gone = [known("a", "x.md", 5), known("b", "y.md", 6)]
    new = [Known("id:1", "x.md", 6), Known("id:2", "z.md", 5)]
    assert heirs(gone, new) == [("a", "id:1")]


def test_no_text_is_no_proof() -> None:
    assert heirs([known("a")], [known("b")]) == []


def test_a_text_that_several_have_proves_nothing() -> None:
    assert heirs([known("a", fingerprint=5)], [known("b", fingerprint=5), known("c", fingerprint=5)]) == []
    assert heirs([known("a", fingerprint=5), known("b", fingerprint=5)], [known("c", fingerprint=5)]) == []


def test_a_row_without_path_is_known_by_its_text_only() -> None:
    assert heirs([Known("a", "", 5), Known("b", "", 0)], [known("c", fingerprint=5), known("d")]) == [
        ("a", "c")
    ]


FILES = st.builds(
    Known,
    st.text("abc", min_size=1, max_size=3),
    st.sampled_from(["", "a.md", "x/a.md", "b.md"]),
    st.integers(0, 3),
)


@given(
    st.lists(FILES, unique_by=lambda one: one.key, max_size=6),
    st.lists(FILES, unique_by=lambda one: one.key, max_size=6),
    st.randoms(use_true_random=False),
)
def test_nobody_inherits_twice_and_order_is_of_no_account(
    gone: list[Known], new: list[Known], random: Random
) -> None:
    found = heirs(gone, new)
    assert len({old for old, _ in found}) == len({heir for _, heir in found}) == len(found)
    assert {old for old, _ in found} <= {one.key for one in gone}
    shuffled = list(gone), list(new)
    for one in shuffled:
        random.shuffle(one)
    assert heirs(*shuffled) == found
