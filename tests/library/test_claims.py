from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.library.claims import rightful
from reader.storage.rows import Claim


def claim(number: int, path: str, key: str, *, by_path: bool = False) -> Claim:
    return Claim(number, path, key, "id:x", by_path)


def test_the_first_path_gets_the_key_and_the_others_go_by_their_files() -> None:
    claims = [
        claim(1, "b/two.md", "id:x"),
        claim(2, "a/one.md", "one"),
        claim(3, "c/x.md", "id:x", by_path=True),
    ]
    assert sorted(rightful(claims)) == [(1, "two"), (2, "id:x"), (3, "c/x.md")]


def test_who_already_has_the_right_key_is_left_alone() -> None:
    assert rightful([claim(1, "a/one.md", "id:x"), claim(2, "b/two.md", "two")]) == []


@given(st.permutations([claim(1, "b.md", "b"), claim(2, "a.md", "id:x"), claim(3, "c.md", "id:x")]))
def test_the_order_is_of_no_account(claims: list[Claim]) -> None:
    assert sorted(rightful(claims)) == [(3, "c")]
