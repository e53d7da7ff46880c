"""The names of the query language: its fields, and the values of those that have a few, in two languages."""

from __future__ import annotations

import unicodedata
from typing import Final, Literal, get_args

from reader.domain.query import Feature, Status

FieldCode = Literal["title", "category", "tag", "author", "in", "date", "since", "is", "has"]

FIELDS: Final[dict[str, FieldCode]] = {code: code for code in get_args(FieldCode)} | {
    "标题": "title",
    "栏目": "category",
    "标签": "tag",
    "作者": "author",
    "文件夹": "in",
    "日期": "date",
    "自从": "since",
    "最近": "since",
    "是": "is",
    "有": "has",
}
"""What stands before a colon; any other name there is part of the text."""

STATUSES: Final[dict[str, Status]] = {code: code for code in get_args(Status)} | {
    "未读": "unread",
    "已读": "read",
    "收藏": "starred",
    "已改动": "changed",
}

FEATURES: Final[dict[str, Feature]] = {code: code for code in get_args(Feature)} | {
    "图片": "image",
    "链接": "link",
}

ALONE: Final[dict[str, Status]] = {"未读": "unread", "收藏": "starred"}
"""Words that are a status without a field before them; quoted they are text."""


def folded(text: str) -> str:
    """Return a name or a value as it is looked up: in small letters, full-width ones made plain."""
    return unicodedata.normalize("NFKC", text).casefold().strip()
