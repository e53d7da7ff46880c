"""Calling the command line in a test, and writing the posts that it reads."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

POST = """---
layout: post
title: {title}
date: {date}
categories: {category}
tags: {tags}
---
<p>{text}</p>
"""


@dataclass(frozen=True)
class Answer:
    """What a command printed, and how it ended."""

    status: int
    data: bytes
    complaint: str

    @property
    def lines(self) -> list[str]:
        return self.data.decode("utf-8").splitlines()

    @property
    def objects(self) -> list[dict]:
        return [json.loads(line) for line in self.data.splitlines()]


Run = Callable[..., Answer]


def write_post(folder: Path, name: str, **fields: str) -> Path:
    """Write one post; what is not given is something plain."""
    values = {
        "title": name,
        "date": "2022-05-26 10:00:00 +0800",
        "category": "alpha",
        "tags": "x",
        "text": "Text.",
    }
    file = folder / "_posts" / f"{name}.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(POST.format_map(values | fields), encoding="utf-8")
    return file
