"""search --like: what is like an article, from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.calling import Run, write_post

STORY = "海葵台风昨夜登陆浙江舟山，渔船全部回港避风，多条航线停航，电力抢修队伍连夜出动。"


@pytest.fixture
def stories(run: Run, archive: Path) -> Path:
    write_post(archive, "2022-06-01-story", title="台风登陆", text=STORY)
    write_post(archive, "2022-06-02-again", title="台风又来", text=STORY.replace("昨夜", "昨晚"))
    assert run("index", archive).status == 0
    return archive


def test_another_version_of_a_story_is_found(run: Run, stories: Path) -> None:
    (line, *_) = run("search", stories, "--like", "2022-06-01-story").lines
    assert line.split("\t")[2] == "2022-06-02-again"
    (found,) = run("search", stories, "--like", "2022-06-02-again", "--limit", "1", "--json").objects
    assert found["like"] == "2022-06-02-again"
    assert [article["key"] for article in found["articles"]] == ["2022-06-01-story"]


def test_an_article_that_is_not_there_is_told(run: Run, stories: Path) -> None:
    answer = run("search", stories, "--like", "nothing")
    assert answer.status == 1
    assert "“nothing”" in answer.complaint


@pytest.mark.parametrize("arguments", [[], ["公司", "--like", "2022-06-01-story"]])
def test_one_searches_for_words_or_for_what_is_like_an_article(
    run: Run, stories: Path, arguments: list[str]
) -> None:
    assert run("search", stories, *arguments).status == 2
