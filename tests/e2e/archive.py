"""An archive in the shape of the one this reader is made for: raw HTML, category pages, pasted tags."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

NEWEST = datetime(2022, 5, 26, 22, 41, 13, tzinfo=timezone(timedelta(hours=8)))
CATEGORIES = {"meirijingjixinwen": "每日经济新闻", "zhengquanshibao": "证券时报", "emnews": "东财滚动"}
POSTS = 60
HOST = "//finews.example.com"

POST = """---
layout: post
title: "{title}"
date: {date} +0800
categories: {slug}
tags: {name}新闻
---
{body}

<https://news.example.org/{at}>

[返回{name}新闻]({host}/category/{slug}.html)｜[返回首页]({host}/)
"""
CATEGORY = """---
layout: default
title: {name}新闻
---
{{% for post in site.categories.{slug} %}}<a href="{{{{ post.url }}}}">{{{{ post.title }}}}</a>{{% endfor %}}
"""


def make_archive(folder: Path, posts: int = POSTS) -> list[str]:
    """Write posts an hour apart, the newest first; returns their titles in that order."""
    (folder / "_posts").mkdir(parents=True)
    (folder / "category").mkdir()
    (folder / "_config.yml").write_text(
        "title: 金融消息\ntimezone: Asia/Shanghai\nurl: https:" + HOST, "utf-8"
    )
    titles = []
    for at in range(posts):
        slug, name = list(CATEGORIES.items())[at % len(CATEGORIES)]
        moment = NEWEST - timedelta(hours=at)
        titles.append(f"{name}第{at}条消息")
        # The fourth is long enough to be scrolled, the others fit a screen.
        body = "".join(f"<p>第{line}段，讲的是{name}。</p>" for line in range(120 if at == 3 else 6))
        post = POST.format(
            title=titles[-1],
            date=f"{moment:%Y-%m-%d %H:%M:%S}",
            slug=slug,
            name=name,
            at=at,
            body=body,
            host=HOST,
        )
        (folder / "_posts" / f"{moment:%Y-%m-%d}-NW{100000 - at}.md").write_text(post, "utf-8")
    for slug, name in CATEGORIES.items():
        (folder / "category" / f"{slug}.md").write_text(CATEGORY.format(slug=slug, name=name), "utf-8")
    return titles
