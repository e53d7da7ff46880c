"""The sample archive opens at the first start and is the manual: it has to be whole and to tell the truth."""

from __future__ import annotations

import ast
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
import yaml

from reader.library.querying.fields import FIELDS, STATUSES
from reader.library.querytext import parse

ROOT = Path(__file__).resolve().parent.parent
ARCHIVE = ROOT / "articles"
POSTS = sorted((ARCHIVE / "_posts").glob("*.md"))
RAW = re.compile(r"\{%-? *raw *-?%\}.*?\{%-? *endraw *-?%\}", re.DOTALL)
CODE = re.compile(r"^```.*?^```|`[^`\n]+`", re.DOTALL | re.MULTILINE)
COMMANDS = ("index", "list", "show", "mark", "problems", "state export", "state import", "screenshot")
ON_PURPOSE = ("/images/never-made.png", "https://pictures.example.invalid/far-away.png")
"""Shown in the article on pictures: one that is missing, and one that is far away."""
MANUALS = ("manual", "shiyongshouce")
SEARCHING = ("2026-11-18-searching", "2026-11-18-sousuo")


def split(path: Path) -> tuple[dict[str, Any], str]:
    _, block, body = path.read_text("utf-8").split("---\n", 2)
    values = yaml.safe_load(block)
    assert isinstance(values, dict)
    return values, body


def prose(path: Path) -> str:
    """Return a body without what is only quoted in it."""
    return CODE.sub("", RAW.sub("", split(path)[1]))


def manual(category: str) -> str:
    return "\n".join(body for values, body in map(split, POSTS) if values["categories"] == category)


def category_pages() -> dict[str, str]:
    pages = [split(page)[0] for page in (ARCHIVE / "category").glob("*.html")]
    return {page["category"]: page["title"] for page in pages}


@pytest.fixture(scope="module", params=POSTS, ids=lambda path: path.stem)
def post(request: pytest.FixtureRequest) -> Path:
    path = request.param
    assert isinstance(path, Path)
    return path


def test_there_is_something_to_read() -> None:
    slugs = [split(path)[0]["categories"] for path in POSTS]
    assert len(POSTS) >= 24
    assert len(set(slugs)) >= 6
    assert set(slugs) == set(category_pages())


def test_about_half_is_the_manual_in_both_languages() -> None:
    slugs = [split(path)[0]["categories"] for path in POSTS]
    english, chinese = (slugs.count(slug) for slug in MANUALS)
    assert english == chinese
    assert 0.4 <= (english + chinese) / len(slugs) <= 0.6


def test_front_matter_is_that_of_the_archives_the_reader_is_for(post: Path) -> None:
    values, body = split(post)
    assert values["layout"] == "post"
    assert isinstance(values["title"], str)
    assert values["title"]
    when = datetime.strptime(values["date"], "%Y-%m-%d %H:%M:%S %z")
    assert post.name.startswith(f"{when:%Y-%m-%d}-")
    assert when < datetime.now(UTC)
    assert len(body) > 200


def test_the_first_tag_is_the_name_of_the_category(post: Path) -> None:
    values, _ = split(post)
    tags = values["tags"].split() if isinstance(values["tags"], str) else values["tags"]
    assert tags[0] == category_pages()[values["categories"]]


def test_english_articles_say_so(post: Path) -> None:
    values, _ = split(post)
    text = re.sub(r"<[^>]*>|\([^)]*\)", "", prose(post))
    ideographs, words = len(re.findall(r"[\u4e00-\u9fff]", text)), len(re.findall(r"[A-Za-z]{2,}", text))
    assert (values.get("lang") == "en") == (words > ideographs)


def test_links_to_other_articles_lead_somewhere(post: Path) -> None:
    names = {path.stem for path in POSTS}
    for name in re.findall(r"\{% post_url (\S+) %\}", prose(post)):
        assert name in names


def test_addresses_lead_somewhere_inside_the_archive(post: Path) -> None:
    text = prose(post)
    addresses = re.findall(r"\]\(([^ ){]+)", text) + re.findall(r'(?:src|href)="([^"]+)"', text)
    for address in addresses:
        if address == "/" or address.startswith("#"):
            continue
        if address in ON_PURPOSE:
            continue
        assert address.startswith("/")
        assert (ARCHIVE / unquote(address[1:])).is_file(), address


def test_footnotes_are_defined_and_called(post: Path) -> None:
    text = prose(post)
    defined = set(re.findall(r"^\[\^(\w+)\]:", text, re.MULTILINE))
    called = set(re.findall(r"\[\^(\w+)\](?!:)", text))
    assert called == defined


def test_pictures_are_small_and_used() -> None:
    pictures = list((ARCHIVE / "images").iterdir())
    assert sum(picture.stat().st_size for picture in pictures) < 500_000
    text = "".join(path.read_text("utf-8") for path in POSTS)
    assert [picture.name for picture in pictures if f"/images/{picture.name}" not in text] == []
    for picture in pictures:
        if picture.suffix == ".svg":
            assert ET.parse(picture).getroot().get("viewBox")  # our own files


def keys_of_the_program() -> set[str]:
    """Return the keys of every action, read from the source: importing it would need Qt.

    The full-width spellings, which input methods make of some keys, are left out.
    """
    source = ROOT / "reader" / "ui" / "actions.py"
    if not source.exists():
        pytest.skip("the window's actions are not there yet")
    specs = (
        node
        for node in ast.walk(ast.parse(source.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Spec"
    )
    return {
        key.value
        for spec in specs
        for argument in spec.args
        if isinstance(argument, ast.Tuple)
        for key in argument.elts
        if isinstance(key, ast.Constant) and isinstance(key.value, str) and key.value.isascii()
    }


def written(key: str) -> str:
    """Return a key as the manual writes it: single letters small."""
    return f"<kbd>{key.lower() if len(key) == 1 else key}</kbd>"


@pytest.mark.parametrize("category", MANUALS)
def test_the_manual_names_every_key(category: str) -> None:
    keys = keys_of_the_program()
    assert len(keys) > 20
    text = manual(category)
    assert sorted(key for key in keys if written(key) not in text) == []


@pytest.mark.parametrize("category", MANUALS)
def test_the_manual_names_every_command(category: str) -> None:
    text = manual(category)
    assert [command for command in COMMANDS if f"newsfold {command} " not in text] == []


@pytest.mark.parametrize("stem", SEARCHING)
def test_the_manual_names_every_field_of_a_search(stem: str) -> None:
    _, text = split(ARCHIVE / "_posts" / f"{stem}.md")
    assert [name for name in FIELDS if f"`{name}:" not in text] == []
    assert set(STATUSES.values()) == {
        STATUSES[name] for name in STATUSES if f"is:{name}`" in text or f"是:{name}`" in text
    }


@pytest.mark.parametrize("stem", SEARCHING)
def test_what_the_manual_searches_for_can_be_searched(stem: str) -> None:
    examples = re.findall(r"`([^`]+)`", split(ARCHIVE / "_posts" / f"{stem}.md")[1])
    names = {f"{name}:" for name in FIELDS} | {"OR"}
    assert len(examples) > 40
    assert [one for one in examples if one not in names and parse(one, datetime.now(UTC).date()).faults] == []
