from __future__ import annotations

from pathlib import Path

import pytest

from reader.content.document import Facts, Source
from reader.content.flavours.jekyll import Jekyll
from reader.domain.site import Site
from reader.library import reading
from reader.library.reading import Job, Rules
from reader.sources.folder import READ_LIMIT, FileInfo, Folder
from tests.archive import make, read_here, stem


@pytest.fixture
def rules(tmp_path: Path) -> Rules:
    return Rules(make(tmp_path / "archive", 300), Site("jekyll"), 2_000_000_000)


def jobs(rules: Rules) -> list[Job]:
    return [(file, 0) for file in Folder(rules.root).walk() if file.path.endswith(".md")]


def test_a_file_of_known_content_is_not_parsed(rules: Rules) -> None:
    [(file, _)] = [job for job in jobs(rules) if stem(7) in job[0].path]
    [[first]] = read_here(rules, [(file, 0)])
    [[again]] = read_here(rules, [(file, first.digest)])
    assert (first.same, again.same, again.draft) == (False, True, None)


def test_a_file_that_went_away_is_passed_over(rules: Rules) -> None:
    assert read_here(rules, [(FileInfo("_posts/2022-01-01-gone.md", 1, 1), 0)]) == [[]]


def test_what_cannot_be_read_is_a_problem(rules: Rules) -> None:
    (rules.root / "_posts" / "2022-01-01-folder.md").mkdir()
    [[found]] = read_here(rules, [(FileInfo("_posts/2022-01-01-folder.md", 1, 1), 0)])
    assert (found.digest, found.draft, found.problems[0][0]) == (0, None, "unreadable")


def test_only_the_beginning_of_a_very_large_file_is_read(rules: Rules) -> None:
    file = rules.root / "_posts" / "2022-01-01-large.md"
    with file.open("wb") as stream:
        stream.write(b"---\ntitle: Large\n---\nThe beginning.\n")
        stream.write(b"A line of text that goes on and on.\n" * (READ_LIMIT // 36 + 1))
    info = Folder(rules.root).stat("_posts/2022-01-01-large.md")
    assert info is not None
    [[found]] = read_here(rules, [(info, 0)])
    assert found.draft is not None
    assert found.draft.title == "Large"
    assert "too-large" in [code for code, _, _ in found.problems]


@pytest.mark.parametrize("together", [1, 1_000, 1_000_000])
def test_files_read_together_say_what_each_says_alone(
    rules: Rules, together: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "TOGETHER", together)
    wanted = jobs(rules)[:20]
    [[first]] = read_here(rules, wanted[:1])
    (rules.root / "_posts" / "2022-01-01-folder.md").mkdir()
    (rules.root / "category" / "one.html").write_text("---\nlayout: category\ncategory: one\n---\n", "utf-8")
    wanted[3] = (wanted[3][0], 1)
    wanted[0] = (wanted[0][0], first.digest)
    wanted[5:5] = [(FileInfo("_posts/2022-01-01-gone.md", 1, 1), 0)]
    wanted[9:9] = [(FileInfo("_posts/2022-01-01-folder.md", 1, 1), 0)]
    wanted[12:12] = [(FileInfo("category/one.html", 1, 1), 0)]
    [found] = read_here(rules, wanted)
    assert found == [one for job in wanted for part in read_here(rules, [job]) for one in part]
    assert (len(found), found[0].same, sum(one.draft is not None for one in found)) == (22, True, 19)


def test_a_file_that_is_too_much_for_the_rules_stops_no_other(
    rules: Rules, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = jobs(rules)[:3]
    facts = Jekyll.facts

    def stumble(self: Jekyll, source: Source) -> Facts | None:
        if source.path == wanted[1][0].path:
            raise LookupError("no rule for this")
        return facts(self, source)

    monkeypatch.setattr(Jekyll, "facts", stumble)
    [found] = read_here(rules, wanted)
    assert [one.problems for one in found] == [(), (("parser", "LookupError: no rule for this", False),), ()]
    assert all(one.draft for one in found)
