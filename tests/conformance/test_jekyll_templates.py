"""Jekyll's own acceptance scenarios of pages that list posts, rendered over a real catalog."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from reader.content.frontmatter import read, split
from reader.domain.article import Article
from reader.domain.moment import Moment
from reader.library.bodies import Source, body_html
from reader.library.library import Library
from reader.library.pages import Pages
from reader.paths import Places, resources
from tests.archive import read_in
from tests.conformance.gherkin import Scenario, build, scenarios

FEATURES = (
    *("site_data", "post_excerpts", "post_url_tag", "link_tag", "embed_filters", "data", "markdown"),
    *("include_tag", "include_relative_tag", "post_data"),
)
LEFT_OUT = {"Markdown in pagination on index"}
"""Lists in several pages are the theme's, and no article's."""
_TAG = re.compile("</?[a-z][^>]*>")
_SEEN = re.compile(r'I should see (?:exactly )?"(.*)" in "_site/index.html"')


def _shown(page: Path, library: Library) -> str:
    """Return a page of the site as the program would show it, were it an article."""
    cut = split(page.read_text("utf-8"))
    values = read(cut.block or "").values
    source = Source(Article(page.name, "index", str(values.get("title", "")), Moment(0, 0)), values, cut.body)
    html = body_html(source, library.site, Pages(library, resources())._surroundings)
    # Addresses and ids are the program's own.
    return unescape(_TAG.sub("", html))


def _wanted(scenario: Scenario) -> list[str]:
    return [_TAG.sub("", match[1]) for step in scenario.steps if (match := _SEEN.match(step.text))]


@pytest.mark.parametrize("feature", FEATURES)
def test_the_pages_of(feature: str, corpora: Path, tmp_path: Path, home_places: Places) -> None:
    file = corpora / "_suites/jekyll-features/features" / f"{feature}.feature"
    failed = []
    played = [one for one in scenarios(file) if _wanted(one) and one.title not in LEFT_OUT]
    for number, scenario in enumerate(played):
        site = tmp_path / str(number)
        (site / "_posts").mkdir(parents=True)
        for step in scenario.steps:
            build(step, site, corpora / "_suites" / "jekyll" / "test" / "source")
        page = next((site / name for name in ("index.html", "index.md") if (site / name).exists()), None)
        if page is None:
            continue
        read_in(site, home_places)
        library = Library.open(site, home_places)
        try:
            shown = _shown(page, library)
        finally:
            library.close()
        failed += [f"{scenario}: {one} / {shown}" for one in _wanted(scenario) if not re.search(one, shown)]
    assert failed == []
