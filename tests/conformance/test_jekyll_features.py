"""Jekyll's own acceptance scenarios, as far as they speak of what a reader knows of a post."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from reader.domain.article import Article
from reader.domain.site import limit_of
from reader.library.library import Library
from reader.paths import Places
from reader.sources.site import read_site
from tests.archive import EVERYTHING, read_in
from tests.conformance.gherkin import Scenario, Step, build, scenarios
from tests.conformance.reading import articles_of

NOW = 1_750_000_000
FEATURES = (
    *("post_data", "permalinks", "post_excerpts", "drafts", "collections", "collections_dir"),
    *("frontmatter_defaults", "site_configuration", "create_sites"),
)
FLAGS = {"--future": "future", "--drafts": "show_drafts", "--unpublished": "unpublished"}
_SEEN = re.compile(r'I should see (?:exactly )?"(.*)" in "_site/(.*?)"')
_EXISTS = re.compile(r'the "_site/(.*?)" file should (not )?exist')
_OUTPUT = re.compile(r"Document '(.*?)' does not have a valid date")


class World:
    """The site of one scenario, and what of it can be checked."""

    def __init__(self, site: Path, fixtures: Path, places: Places) -> None:
        self.site, self.fixtures, self.places = site, fixtures, places
        self.articles: dict[str, Article] = {}
        self.checks = 0

    def run(self, command: str) -> None:
        site, _ = read_site(self.site)
        if limit_of(site):
            # Only the archive as a whole tells which posts are too many.
            self.articles = _indexed(self.site, self.places)
            return
        flags = {FLAGS[flag]: True for flag in FLAGS if flag in command.split()}
        # A site of a few pages only is still a site here.
        self.articles = articles_of(
            self.site, replace(site, flavour="jekyll", config={**site.config, **flags}), now=NOW
        )

    def shown(self) -> dict[str, Article]:
        found = {}
        for article in self.articles.values():
            if article.hidden is None:
                target = article.url.lstrip("/")
                found[f"{target}index.html" if target.endswith("/") or not target else target] = article
        return found

    def check(self, step: Step) -> None:
        if match := _EXISTS.fullmatch(step.text):
            self._exists(match[1], wanted=match[2] is None)
        elif match := _SEEN.match(step.text):
            self._seen(match[1].replace("\\n", "\n"), match[2])
        elif match := _OUTPUT.search(step.text):
            # Where the generator stops, the reader shows the post.
            self.checks += 1
            assert match[1] in self.articles

    def _exists(self, target: str, *, wanted: bool) -> None:
        shown = self.shown()
        if not wanted:
            self.checks += 1
            assert target not in shown
        elif not self._made_of_a_page(target):
            self.checks += 1
            assert target in shown, sorted(shown)

    def _made_of_a_page(self, target: str) -> bool:
        """Say whether a file of the site comes of something that is no article."""
        stem = target.removesuffix("/index.html").removesuffix(".html")
        names = (target, f"{stem}.md", f"{stem}.markdown", f"{stem}.html", f"{stem}.scss", f"{stem}/index.md")
        in_pages = any((self.site / name).exists() for name in names)
        statics = any(file.name == Path(target).name for file in self.site.rglob("_*/**/*.txt"))
        return in_pages or statics or not target.endswith(".html") or "permalink" in self._pages()

    def _pages(self) -> str:
        return "".join(file.read_text("utf-8") for file in self.site.glob("*.html"))

    def _seen(self, text: str, target: str) -> None:
        article = self.shown().get(target)
        if article is None:
            if re.search(r"\d{4}/\d\d/\d\d/", target) and "<" not in target:
                pytest.fail(f"no article is shown at {target}: {sorted(self.shown())}")
            self._counted(text)
            return
        self.checks += 1
        self._said(text, article)

    def _counted(self, text: str) -> None:
        match = re.fullmatch(r"Page Layout: (\d+).*", text) or re.search(r"and (\d+) posts", text)
        if match:
            self.checks += 1
            posts = [one for one in self.shown().values() if "_posts/" in one.path]
            assert len(posts) == int(match[1])

    def _said(self, text: str, article: Article) -> None:
        said = {
            "Post title: ": article.title,
            "Post date: ": article.moment.local().strftime("%d %b %Y"),
            "Post tags: ": "".join(article.tags),
        }
        for label, value in said.items():
            if text.startswith(label):
                assert text == label + value
        if match := re.search(r"Post categor(?:y|ies): (.*)", text):
            # Liquid runs the items of a list together; the scenarios name one or join them.
            names = [name for name in re.split(r", and |, | and ", match[1]) if name]
            assert article.categories[: len(names)] == tuple(names)
        if match := re.search(r"built at (\d{4}-\d\d-\d\dT[\d:]+)\\?([-+][\d:]+)", text):
            assert article.moment.iso() == match[1] + match[2]


def _indexed(folder: Path, places: Places) -> dict[str, Article]:
    read_in(folder, places)
    library = Library.open(folder, places)
    try:
        listings = [library.listing(number) for number in library.shelf(EVERYTHING, hidden=True)]
    finally:
        library.close()
    return {one.article.path: one.article for one in listings if one is not None}


@pytest.fixture(scope="module")
def fixtures(corpora: Path) -> Path:
    return corpora / "_suites" / "jekyll" / "test" / "source"


def _play(scenario: Scenario, world: World) -> None:
    for step in scenario.steps:
        if step.text.startswith("I run jekyll"):
            world.run(step.text)
        elif not build(step, world.site, world.fixtures):
            world.check(step)


@pytest.mark.parametrize("feature", FEATURES)
def test_the_scenarios_of(
    feature: str, corpora: Path, fixtures: Path, tmp_path: Path, home_places: Places
) -> None:
    failed, checks = [], 0
    for number, scenario in enumerate(
        scenarios(corpora / "_suites/jekyll-features/features" / f"{feature}.feature")
    ):
        site = tmp_path / str(number)
        site.mkdir()
        world = World(site, fixtures, home_places)
        try:
            _play(scenario, world)
        except (AssertionError, pytest.fail.Exception) as error:
            failed.append(f"{scenario}: {str(error)[:300]}")
        checks += world.checks
    assert failed == []
    assert checks > 0
