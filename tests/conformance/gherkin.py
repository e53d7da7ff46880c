"""A reader of feature files, as small as the features of the generator's own tests allow.

It knows scenarios, steps, tables and quoted blocks; `build` makes the site that a scenario
describes in a folder of its own, by the rules of those tests' step definitions.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

_STEP = re.compile(r"(?:Given|When|Then|And|But)\s+(.*)")
_PAGE = re.compile(
    r'I have an? "(.*?)" page((?: with \w+ ".*?")*?)(?: that contains "(.*)"| with content:)$', re.DOTALL
)
_WITH = re.compile(r' with (\w+) "(.*?)"(?= with|$)')
_FILE = re.compile(r'I have an? "(.*?)" file (?:that contains "(.*)"|with content:)$', re.DOTALL)
_CONFIG = re.compile(r'I have a configuration file with(?: "(.*?)" set to)?(?: "(.*)"|:)$', re.DOTALL)
_POSTS = re.compile(
    r'I have the following (draft|post)s?(?: (in|under|within the) "([^"]+)"(?: directory)?)?:$'
)
_DOCUMENTS = re.compile(
    r'I have the following documents?(?: nested inside "([^"]+)" directory)? under the "?(\w+)"? collection'
    r'(?: within the "([^"]+)" directory)?:$'
)
_FIXTURES = re.compile(r'I have fixture collections(?: in "([^"]+)" directory)?$')


@dataclass
class Step:
    """One step with its quoted block or its table."""

    text: str
    block: list[str] = field(default_factory=list)
    table: list[list[str]] = field(default_factory=list)


@dataclass
class Scenario:
    """A scenario of a feature."""

    feature: str
    title: str
    steps: list[Step] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{self.feature}: {self.title}"


def scenarios(file: Path) -> list[Scenario]:
    """Return the scenarios of a feature file."""
    found: list[Scenario] = []
    lines = iter(file.read_text("utf-8").splitlines())
    for line in lines:
        text = line.strip()
        if text.startswith("Scenario:"):
            found.append(Scenario(file.stem, text.removeprefix("Scenario:").strip()))
        elif not found:
            continue
        elif text == '"""':
            indent = len(line) - len(line.lstrip())
            for inner in lines:
                if inner.strip() == '"""':
                    break
                found[-1].steps[-1].block.append(
                    inner[indent:] if inner[:indent].isspace() else inner.lstrip()
                )
        elif text.startswith("|"):
            cells = re.split(r"(?<!\\)\|", text.strip("|"))
            found[-1].steps[-1].table.append(
                [cell.strip().replace("\\|", "|").replace("\\n", "\n") for cell in cells]
            )
        elif match := _STEP.match(text):
            found[-1].steps.append(Step(match[1]))
    return found


def build(step: Step, site: Path, fixtures: Path) -> bool:
    """Do what a step says about the site's files; False where it says nothing about them."""
    if match := _POSTS.match(step.text):
        _write_posts(site, step, match[1], match[2], match[3])
    elif match := _DOCUMENTS.match(step.text):
        folder = site / (match[3] or "") / f"_{match[2]}" / (match[1] or "")
        for row in _rows(step):
            _write(folder / f"{_slug(row['title'])}.md", _matter(row))
    elif match := _FIXTURES.match(step.text):
        for name in ("_methods", "_thanksgiving"):
            shutil.copytree(fixtures / name, site / (match[1] or "") / name, dirs_exist_ok=True)
    elif match := _CONFIG.match(step.text):
        _write(site / "_config.yml", _configuration(step, match[1], match[2]))
    elif match := _FILE.match(step.text):
        _write(site / match[1], _content(step, match[2]))
    elif match := _PAGE.match(step.text):
        matter = "".join(f"{key}: {value}\n" for key, value in _WITH.findall(match[2]))
        _write(site / match[1], f"---\n{matter}---\n{_content(step, match[3])}")
    elif match := re.match('I delete the file "(.*)"', step.text):
        (site / match[1]).unlink()
    else:
        return step.text.startswith("I have a ") and step.text.endswith((" directory", '"'))
    return True


def _content(step: Step, text: str | None) -> str:
    return "\n".join(step.block) + "\n" if text is None else text.replace("\\n", "\n")


def _configuration(step: Step, key: str | None, value: str | None) -> str:
    if value is not None:
        return f"{key}: {value}\n"
    if key is not None:
        return f"{key}:\n" + "".join(f"- {row[0]}\n" for row in step.table[1:])
    return "".join(f"{row[0]}: {row[1]}\n" for row in step.table[1:])


def _rows(step: Step) -> list[dict[str, str]]:
    return [dict(zip(step.table[0], row, strict=True)) for row in step.table[1:]]


def _write_posts(site: Path, step: Step, kind: str, where: str | None, folder: str | None) -> None:
    for row in _rows(step):
        name = f"{_slug(row['title'])}.{row.get('type', 'markdown')}"
        if kind == "post":
            day = re.match(r"\d+-\d+-\d+", row["date"])
            assert day is not None
            name = f"{date(*map(int, day[0].split('-')))}-{name}"
        before = folder if folder and where != "under" else ""
        after = folder if folder and where == "under" else ""
        _write(site / before / f"_{kind}s" / after / name, _matter(row))


def _matter(row: dict[str, str]) -> str:
    lines = "".join(f"{key}: {value}\n" for key, value in row.items() if key != "content")
    return f"---\n{lines}---\n{row.get('content', '')}\n"


def _slug(title: str) -> str:
    return "-".join(re.sub(r"\W", " ", title.lower()).split())


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
