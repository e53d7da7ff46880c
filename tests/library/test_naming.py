from __future__ import annotations

from collections import Counter

import pytest

from reader.library.naming import category_name, sound


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("每日经济新闻", ("meirijingjixinwen", "mrjjxw")),
        ("IT之家", ("itzhijia", "itzj")),
        ("36氪(港)", ("36kegang", "36kg")),
        ("Wind資訊", ("windzixun", "windzx")),
        ("Deep Space News", ("deepspacenews", "deepspacenews")),
        ("", ("", "")),
        ("——", ("", "")),
    ],
)
def test_sound(name: str, expected: tuple[str, str]) -> None:
    assert sound(name) == expected


@pytest.mark.parametrize(
    ("slug", "tag", "expected"),
    [
        ("meirijingjixinwen", "每日经济新闻新闻", "每日经济新闻"),
        ("emnews", "东财滚动新闻", "东财滚动新闻"),
        ("cailianshe", "财联社新闻", "财联社"),
        ("ITzhijia", "IT之家新闻", "IT之家"),
        ("zhongguoxinwen", "中国新闻新闻", "中国新闻"),
        ("sitenews", "站长消息", "站长消息"),
        ("x", "新闻", "新闻"),
        ("anxinguojizhengquan(xianggang)", "安信国际证券(香港)新闻", "安信国际证券(香港)"),
    ],
)
def test_the_pasted_word_is_stripped_where_the_slug_does_not_have_it(
    slug: str, tag: str, expected: str
) -> None:
    assert category_name(slug, "", Counter({tag: 3}), True) == expected


def test_the_posts_tags_win_over_a_wrong_page() -> None:
    assert (
        category_name("Wind", "证监会网站新闻", Counter({"Wind资讯新闻": 5, "证监会网站新闻": 1}), True)
        == "Wind资讯"
    )


def test_the_page_names_a_category_without_tags() -> None:
    assert category_name("zhengjianhui", "证监会  网站", Counter(), True) == "证监会 网站"


def test_the_slug_names_what_nothing_else_does() -> None:
    assert category_name("emnews", " ", Counter({" ": 3}), True) == "emnews"


def test_equally_frequent_tags_always_give_the_same_name() -> None:
    one, other = Counter({"乙": 1, "甲": 1}), Counter({"甲": 1, "乙": 1})
    assert category_name("c", "", one, True) == category_name("c", "", other, True)


@pytest.mark.parametrize(
    ("slug", "page", "tag", "expected"),
    [
        ("life", "", "travel", "life"),
        ("life", "Life", "travel", "Life"),
        ("meirijingjixinwen", "", "每日经济新闻新闻", "每日经济新闻"),
    ],
)
def test_a_tag_about_something_else_does_not_name_the_category(
    slug: str, page: str, tag: str, expected: str
) -> None:
    assert category_name(slug, page, Counter({tag: 3}), False) == expected


def test_of_equally_frequent_tags_the_one_that_sounds_like_the_slug_names_it() -> None:
    tags = Counter({"Career": 5, "In投行PEVC新闻": 5})
    assert category_name("Career", "", tags, True) == "Career"
    assert category_name("PEVC", "", tags, True) == "In投行PEVC"
