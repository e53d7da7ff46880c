"""What can be asked on the command line, and which command answers it."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Final

from reader import __version__
from reader.cli import commands, searching
from reader.domain.changes import Mark

USAGE: Final = """newsfold [--trace FILE] [FOLDER | FILE]…
       newsfold COMMAND …"""
DESCRIPTION: Final = "Reads a folder of articles: a Jekyll site, or any folder of Markdown and HTML files."
EPILOG: Final = """\
Without a command the window opens: on FOLDER, on the article FILE, or on what was open last. Of several
the first is opened; the menu offers the folders of the others.
--self-test tries whether this copy of the program is whole, and prints what came of it as JSON.
--trace FILE writes what the window does and when, one JSON object a line.
A folder that is named like a command is opened with ./ before its name.
NEWSFOLD_HOME=DIR keeps the cache, the state and the settings under DIR.
Exit status: 0; 1 when something failed, and one sentence says what; 2 for wrong usage.
"""


def parser() -> argparse.ArgumentParser:
    """Return the parser; its result has `run`, the function of `reader.cli.commands` to call."""
    top = argparse.ArgumentParser(
        "newsfold",
        usage=USAGE,
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    top.add_argument("--version", action="version", version=f"newsfold {__version__}")
    known = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_reading(known)
    _add_changing(known)
    # The window answers this one; it is listed so that the list is whole.
    known.add_parser("screenshot", help="draw the window to a picture, see: newsfold screenshot --help")
    return top


def _add_reading(known: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    index = _command(known, "index", commands.index_folder, "read what is new or changed into the cache")
    index.add_argument("folder", metavar="FOLDER", type=Path)
    index.add_argument("--json", action="store_true", help="print what happens, one JSON object a line")
    index.add_argument("--watch", action="store_true", help="then follow the folder, until interrupted")
    index.add_argument(
        "--until-eof", action="store_true", help="with --watch: end when standard input does as well"
    )

    listing = _command(known, "list", commands.list_articles, "list articles, the newest first")
    listing.add_argument("folder", metavar="FOLDER", type=Path)
    listing.add_argument("--category", metavar="C", help="only this category, by its slug or its name")
    listing.add_argument("--tag", metavar="T", help="only articles with this tag")
    listing.add_argument("--unread", action="store_true", help="only unread articles")
    listing.add_argument("--starred", action="store_true", help="only starred articles")
    listing.add_argument("--hidden", action="store_true", help="also those that the site does not show")
    listing.add_argument("--limit", metavar="N", type=_number, help="at most N articles")
    listing.add_argument("--json", action="store_true", help="print one JSON object a line")

    search = _command(known, "search", searching.search_articles, "find articles by what is in them")
    search.add_argument("folder", metavar="FOLDER", type=Path)
    search.usage = "newsfold search [--limit N] [--order newest | best] [--json] FOLDER (QUERY | --like KEY)"
    asked = search.add_mutually_exclusive_group(required=True)
    asked.add_argument(
        "query", metavar="QUERY", nargs="?", help="what to look for; - reads them from standard input"
    )
    asked.add_argument(
        "--like", metavar="KEY", help="find what is like this article, what is most like it first"
    )
    search.add_argument("--limit", metavar="N", type=_number, default=20, help="at most N articles, else 20")
    search.add_argument(
        "--order", choices=("newest", "best"), default="newest", help="what comes first, else the newest"
    )
    search.add_argument("--json", action="store_true", help="print one JSON object for each query")

    show = _command(known, "show", commands.show_article, "print one article")
    show.usage = "newsfold show [--html | --text | --json] (FOLDER KEY | FILE)"
    show.add_argument("place", metavar="FOLDER | FILE", type=Path)
    show.add_argument("key", metavar="KEY", nargs="?", help="the article's key or path, as `list` gives it")
    form = show.add_mutually_exclusive_group()
    form.add_argument("--text", action="store_true", help="its text; so without an option too")
    form.add_argument("--html", action="store_true", help="its clean body, as the page gets it")
    form.add_argument("--json", action="store_true", help="all that is known of it")

    problems = _command(known, "problems", commands.list_problems, "say what is wrong with which files")
    problems.add_argument("folder", metavar="FOLDER", type=Path)
    problems.add_argument("--json", action="store_true", help="print one JSON object a line")


def _add_changing(known: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    mark = _command(known, "mark", commands.mark_articles, "mark articles as read or starred")
    mark.add_argument("folder", metavar="FOLDER", type=Path)
    mark.add_argument("keys", metavar="KEY", nargs="+", help="an article's key or path, as `list` gives it")
    which = mark.add_mutually_exclusive_group(required=True)
    for option, value in (
        ("--read", (Mark.READ, True)),
        ("--unread", (Mark.READ, False)),
        ("--star", (Mark.STARRED, True)),
        ("--unstar", (Mark.STARRED, False)),
    ):
        which.add_argument(option, dest="mark", action="store_const", const=value)

    state = known.add_parser("state", help="save read marks and stars to a file, or take them from one")
    ways = state.add_subparsers(metavar="export | import | restore", required=True)
    for name, run, about in (
        ("export", commands.export_state, "write read marks, stars, positions and saved searches to a file"),
        ("import", commands.import_state, "take read marks, stars, positions and saved searches from a file"),
    ):
        way = _command(ways, name, run, about)
        way.add_argument("folder", metavar="FOLDER", type=Path)
        way.add_argument("file", metavar="FILE", type=Path, help="JSON Lines; - is standard input or output")
    about = "put the newest good backup in the place of a state that is damaged or gone"
    restore = _command(ways, "restore", commands.restore_state, about)
    restore.add_argument("--nothing", action="store_true", help="begin without marks; backups are kept aside")


def _command(
    known: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    run: Callable[[commands.Session, argparse.Namespace], None],
    about: str,
) -> argparse.ArgumentParser:
    command = known.add_parser(
        name, help=about, description=f"{about[0].upper()}{about[1:]}.", allow_abbrev=False
    )
    command.set_defaults(run=run, command=command)
    return command


def _number(text: str) -> int:
    number = int(text)
    if number < 0:
        raise ValueError(text)
    return number
