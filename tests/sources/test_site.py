from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from reader.sources.site import read_site


def _write(root: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    return root


@pytest.mark.parametrize(
    ("files", "flavour", "source"),
    [
        ({"_config.yml": "title: x", "_posts/a.md": ""}, "jekyll", ""),
        ({"_config.yaml": "title: x"}, "jekyll", ""),
        ({"_posts/a.md": ""}, "jekyll", ""),
        ({"movies/_posts/a.md": ""}, "jekyll", ""),
        ({"docs/_config.yml": "title: x"}, "jekyll", "docs"),
        ({"blog/_config.yml": "", "docs/_config.yml": ""}, "jekyll", "docs"),
        ({"_config.yml": "source: source", "source/_posts/a.md": ""}, "jekyll", "source"),
        ({"_config.yml": "source: ../elsewhere"}, "jekyll", ""),
        ({"docs/_config.yml": "collections_dir: docs", "docs/_posts/a.md": ""}, "jekyll", ""),
        ({"docs/_config.yml": "collections_dir: inner", "docs/inner/_posts/a.md": ""}, "jekyll", "docs"),
        ({"_config.yml": "new_post_name: x.md", "source/_posts/a.md": ""}, "plain", ""),
        ({"_config.yml": "title: x", "source/_posts/a.md": ""}, "plain", ""),
        ({"a.md": "", "b/c.md": ""}, "plain", ""),
        ({".git/_config.yml": "", "node_modules/_config.yml": "", "a.md": ""}, "plain", ""),
        ({}, "plain", ""),
    ],
)
def test_what_a_folder_holds(files: dict[str, str], flavour: str, source: str, tmp_path: Path) -> None:
    site, problems = read_site(_write(tmp_path, files))
    assert (site.flavour, site.source) == (flavour, source)
    assert problems == ()


@pytest.mark.parametrize(
    ("config", "title"),
    [("title:  Two \n words", "Two words"), ("name: n", "n"), ("title: 5", "folder"), ("", "folder")],
)
def test_the_title(config: str, title: str, tmp_path: Path) -> None:
    assert read_site(_write(tmp_path / "folder", {"_config.yml": config}))[0].title == title


def test_the_configuration_travels_to_other_processes(tmp_path: Path) -> None:
    config = (
        "\ufefftimezone: Asia/Shanghai\ndefaults:\n- scope: {path: ''}\n  values: {date: 2020-01-01}\n2: x\n"
    )
    site, _ = read_site(_write(tmp_path, {"_config.yml": config}))
    assert site.text("timezone") == "Asia/Shanghai"
    assert site.config["2"] == "x"
    assert pickle.loads(pickle.dumps(site)) == site


BOMB = "a0: &a0 [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"a{at}: &a{at} [{','.join([f'*a{at - 1}'] * 9)}]\n" for at in range(1, 12)
)


def test_aliases_within_reason_are_understood(tmp_path: Path) -> None:
    config = "shared: &s {layout: post}\ndefaults:\n- values: *s\n- values: *s\n"
    site, problems = read_site(_write(tmp_path, {"_config.yml": config}))
    assert site.config["defaults"] == [{"values": {"layout": "post"}}] * 2
    assert problems == ()


@pytest.mark.parametrize(
    ("config", "kept"),
    [
        (
            'title: "a "b" c"\ntimezone: Asia/Shanghai\nexclude:\n- x\n',
            {"timezone": "Asia/Shanghai", "exclude": ["x"]},
        ),
        ("- just\n- a list\n", {}),
        ("[" * 100_000, {}),
        ("- " * 100_000, {}),
        ("date: 2016-02-30\ntitle: t\n", {"title": "t"}),
        ("a: " + "{" * 1000 + "\ntitle: t\n", {"title": "t"}),
        ("? " * 50_000, {}),
        ("title: t\nb:\n" + "".join(" " * depth + "a:\n" for depth in range(1, 1300)), {"title": "t"}),
        ("title: t\na: &a\n  b: *a\n", {"title": "t"}),
        ("title: t\na: &a [*a]\n", {"title": "t"}),
        ("title: t\n" + BOMB, {"title": "t", "a0": ["x"] * 9}),
    ],
)
def test_of_a_broken_configuration_the_rest_counts(
    config: str, kept: dict[str, object], tmp_path: Path
) -> None:
    site, (problem,) = read_site(_write(tmp_path, {"_config.yml": config}))
    assert site.config == kept
    assert (problem.path, problem.code) == ("_config.yml", "config")
    assert "\n" not in problem.sentence()


def test_an_unknown_zone_is_a_problem(tmp_path: Path) -> None:
    site, (problem,) = read_site(_write(tmp_path, {"docs/_config.yml": "timezone: Mars/Olympus"}))
    assert site.flavour == "jekyll"
    assert problem.path == "docs/_config.yml"
    assert "Mars/Olympus" in problem.sentence()


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    _write(tmp_path / "out", {"_config.yml": "title: secret"})
    inside = _write(tmp_path / "in", {"_posts/a.md": ""})
    (inside / "_config.yml").symlink_to(tmp_path / "out" / "_config.yml")
    site, _ = read_site(inside)
    assert (site.flavour, site.title, site.config) == ("jekyll", "in", {})


def test_a_folder_that_is_not_there_is_a_plain_one(tmp_path: Path) -> None:
    assert read_site(tmp_path / "gone")[0].flavour == "plain"
