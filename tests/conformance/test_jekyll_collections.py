"""Real Jekyll sites: every post there, with the title and the date that a small reading of its own finds."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml

from reader.domain.article import Article, Hidden
from reader.sources.site import read_site
from tests.conformance.reading import read_folder

NOW = 1_900_000_000
BLOCK = re.compile(r"\A---\s*\n(.*?\n?)^(?:---|\.\.\.)\s*$", re.MULTILINE | re.DOTALL)
NAME = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})-(.*)\.\w+")
STAMP = re.compile(r"(\d+)-(\d+)-(\d+)(?:[T ]+(\d+):(\d+)(?::(\d+))?)?(?: \d{4})?\s*([-+]\d\d):?(\d\d)?$")
SITES = {
    # folder: posts, documents of collections, drafts
    "bitcoinops+bitcoinops.github.io": (202, 0, 0),
    "github+opensource.guide": (0, 96, 0),
    "jekyll+jekyll": (102, 88, 0),
    "kitian616+jekyll-TeXt-theme": (25, 32, 0),
    "mzlogin+mzlogin.github.io": (186, 128, 7),
    "ratsgo+ratsgo.github.io": (106, 0, 0),
}


def _values(text: str) -> dict[str, object]:
    match = BLOCK.match(text)
    # Every scalar as text: nothing of the program's own rules for values.
    loaded = yaml.load(match[1], Loader=yaml.CBaseLoader) if match else None
    return loaded if isinstance(loaded, dict) else {}


def _title(values: dict[str, object], path: str) -> str:
    if "title" in values:
        return " ".join(str(values["title"]).split())
    match = NAME.fullmatch(path.rpartition("/")[2])
    slug = match[2] if match else path.rpartition("/")[2].rpartition(".")[0]
    return " ".join(part.capitalize() for part in slug.split("-"))


def _moment(values: dict[str, object], path: str, zone: ZoneInfo | None) -> datetime | None:
    """Return when a post is from, or None where that depends on the machine."""
    written = str(values.get("date", ""))
    match = NAME.fullmatch(path.rpartition("/")[2])
    text = written or (match[1] if match else "")
    stamp = STAMP.match(f"{text} +00:00" if re.fullmatch(r"[\d-]+([ T][\d:]+)?", text) else text)
    if stamp is None:
        return None
    hour, minute, second = (int(stamp[group] or 0) for group in (4, 5, 6))
    naive = datetime(int(stamp[1]), int(stamp[2]), int(stamp[3]), hour, minute, second)  # noqa: DTZ001 - below
    if stamp[7] and text == written and re.search(r"[-+]\d\d:?\d\d$", text):
        return datetime.fromisoformat(f"{naive.isoformat()}{stamp[7]}:{stamp[8] or '00'}")
    if stamp[6]:
        return naive.replace(tzinfo=UTC)
    return naive.replace(tzinfo=zone) if zone else None


def _of_kind(articles: dict[str, Article], kind: str) -> dict[str, Article]:
    return {path: article for path, article in articles.items() if kind in path.split("/")[:-1]}


@pytest.mark.parametrize("name", SITES)
def test_a_real_site(name: str, corpora: Path) -> None:
    folder = corpora / name
    site, problems = read_site(folder)
    assert site.flavour == "jekyll"
    assert problems == ()
    zone = ZoneInfo(site.text("timezone")) if site.text("timezone") else None
    parsed = read_folder(folder, site, NOW)
    articles = {path: one.article for path, one in parsed.items() if one.article is not None}

    posts, drafts = _of_kind(articles, "_posts"), _of_kind(articles, "_drafts")
    dated = {path for path, article in posts.items() if article.hidden is not Hidden.UNDATED}
    documents = len(articles) - len(posts) - len(drafts)
    assert (len(dated), documents, len(drafts)) == SITES[name]
    for path, article in articles.items():
        values = _values((folder / path).read_bytes().decode("utf-8-sig").replace("\x08", ""))
        assert " ".join(article.title.split()) == _title(values, path), path
        moment = _moment(values, path, zone)
        if moment is not None:
            assert article.moment.local() == moment, path
        assert (article.hidden is Hidden.DRAFT) == (path in drafts)
        assert article.excerpt == " ".join(article.excerpt.split())
        assert len(article.excerpt.encode()) <= 150
    assert [
        path for path, one in parsed.items() for problem in one.problems if problem.code == "front-matter"
    ] == []


def test_the_files_of_the_folders_are_all_there(corpora: Path) -> None:
    for name in SITES:
        folder = corpora / name
        found = {path for path, one in read_folder(folder).items() if one.article is not None}
        files = {
            file.relative_to(folder).as_posix() for file in folder.rglob("_posts/**/*.m*") if file.is_file()
        }
        assert files <= found


def test_addresses_of_a_translated_site(corpora: Path) -> None:
    articles = read_folder(corpora / "bitcoinops+bitcoinops.github.io")
    addresses = [one.article.url for one in articles.values() if one.article is not None]
    assert len(set(addresses)) == len(addresses)
    assert all(re.fullmatch(r"/[a-z]{2}/[\w/.-]+", address) for address in addresses)


def test_other_generators_sites_are_plain_folders_still(corpora: Path) -> None:
    for name in (
        "YunYouJun+yunyoujun.github.io",
        "hexojs+site",
        "yihui+yihui.org",
        "obsidianmd+obsidian-help",
    ):
        site, _ = read_site(corpora / name)
        assert site.flavour == "plain", name
        found = read_folder(corpora / name, site, NOW)
        shown = [
            one.article for one in found.values() if one.article is not None and one.article.hidden is None
        ]
        assert len(shown) > 50, name
        assert all(article.title for article in shown), name
