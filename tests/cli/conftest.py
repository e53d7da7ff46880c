"""A small archive, and the command line as a person calls it."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.cli import main
from tests.cli.calling import Answer, Run, write_post


@pytest.fixture
def run(home: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Call the command line in this process, with all that it writes below `home`."""

    def call(*arguments: str | Path) -> Answer:
        status = main([str(argument) for argument in arguments])
        out, complaint = capfdbinary.readouterr()
        return Answer(status, out, complaint.decode("utf-8"))

    assert not home.exists()
    return call


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Four posts that the site shows, and a draft."""
    folder = tmp_path / "news"
    (folder / "category").mkdir(parents=True)
    (folder / "_config.yml").write_text("title: 新闻\ntimezone: Asia/Shanghai\n", encoding="utf-8")
    page = "---\nlayout: category\ntitle: 阿尔法\ncategory: alpha\n---\n"
    (folder / "category" / "alpha.html").write_text(page, encoding="utf-8")
    write_post(folder, "2022-05-24-one", title="一", date="2022-05-24 08:00:00 +0800", tags="红")
    write_post(
        folder, "2022-05-25-two", title="二", date="2022-05-25 08:00:00 +0800", category="beta", tags="蓝"
    )
    write_post(
        folder,
        "2022-05-26-three",
        title="三",
        date="2022-05-26 22:41:13 +0800",
        tags="红",
        text="看<b>这里</b>。",
    )
    write_post(
        folder, "2022-05-27-four", title='四 "引号" 没关', date="2022-05-27 08:00:00 +0800", tags="红 蓝"
    )
    drafts = folder / "_drafts"
    drafts.mkdir()
    (drafts / "later.md").write_text(
        "---\ntitle: 草稿\ndate: 2022-05-20 08:00:00 +0800\n---\n以后。\n", encoding="utf-8"
    )
    return folder
