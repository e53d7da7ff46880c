from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.storage.shorthand import expanded, shortened

POST = "old_post/2022-05-26-NW2022052620000001.md"
PIECES = st.sampled_from(
    ["/", "2022/05/26", "2022-5-6", "NW7", "\x01", "\x02", "\x03", "中", ".html", "\udcff"]
)


@pytest.mark.parametrize(
    ("address", "path", "short"),
    [
        ("/news/2022/05/26/NW2022052620000001.html", POST, "/news/\x02/\x01.html"),
        ("http://x.example/?id=NW2022052620000001", POST, "http://x.example/?id=\x01"),
        ("/2017/02/05/zeroes.html", "_posts/2017-2-5-zeroes.md", "/\x02/\x01.html"),
        ("/a/2022/05/26/an.html", "_posts/2022-05-26-an.md", "/a/\x02/an.html"),
        ("/about/", "pages/about.md", "/\x01/"),
        ("/else.html", POST, "/else.html"),
    ],
)
def test_what_the_name_of_the_file_says_is_left_out(address: str, path: str, short: str) -> None:
    assert shortened(address, path) == short
    assert expanded(short, path) == address


@given(st.lists(PIECES).map("".join), st.lists(PIECES).map("".join))
def test_any_address_comes_back(address: str, path: str) -> None:
    assert expanded(shortened(address, path), path) == address


def test_an_address_comes_back_after_its_file_has_moved() -> None:
    short = shortened("/news/2022/05/26/NW2022052620000001.html", f"_posts/{POST.rpartition('/')[2]}")
    assert expanded(short, POST) == "/news/2022/05/26/NW2022052620000001.html"
