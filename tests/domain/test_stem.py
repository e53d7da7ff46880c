from __future__ import annotations

import pytest

from reader.domain.stem import stem_key


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("_posts/2022-05-26-NW1.md", "2022-05-26-NW1"),
        ("old_post/2022-05-26-NW1.md", "2022-05-26-NW1"),
        ("2018-10-12-dots...markdown", "2018-10-12-dots.."),
        ("notes/README", "README"),
        (".hidden", ".hidden"),
    ],
)
def test_the_stem_survives_a_move(path: str, key: str) -> None:
    assert stem_key(path) == key
