"""Makes the completions for one's shell of what the command line knows.

python packaging/linux/completions.py bash|zsh|fish > newsfold.bash
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Final

import shtab

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from reader.cli.arguments import parser

OF_PICTURES: Final = {
    "--size": "in pixels, such as 1440x900",
    "--theme": "light, dark or system",
    "--language": "such as zh_CN",
    "--scope": "unread, starred, all, today or category:C",
    "--search": "what is searched for in the scope",
    "--article": "the article on the page",
}
"""What ``newsfold screenshot`` takes: the window answers it, and the command line has but its name."""
THEMES: Final = ("light", "dark", "system")
FOLDERS_TOO: Final = {
    "bash": ("complete -o bashdefault -F", "complete -o bashdefault -o default -F"),
    "zsh": ("_describe 'newsfold commands' _commands", "_describe 'newsfold commands' _commands\n  _files"),
    "fish": (
        "complete -c newsfold -f\n",
        """complete -c newsfold -f
complete -c newsfold -n _shtab_newsfold_using -a '(__fish_complete_path (commandline -ct))'
""",
    ),
}
"""What has to change in a file so that in the place of a command a folder is completed as well."""


def completions(shell: str) -> str:
    """Return the file of a shell. Raises ValueError where it does not look as it should."""
    text = str(shtab.complete(whole(), shell))
    before, after = FOLDERS_TOO[shell]
    if before not in text:
        message = f"The completions for {shell} look otherwise than expected: {before!r} is not there."
        raise ValueError(message)
    return text.replace(before, after, 1)


def whole() -> argparse.ArgumentParser:
    """Return the parser of the command line with what only the window answers, and with files to complete."""
    top = parser()
    top.add_argument("--trace", metavar="FILE", help="write what the window does as JSON lines")
    picture = _commands(top)["screenshot"]
    picture.add_argument("folder", metavar="FOLDER")
    picture.add_argument("target", metavar="OUT.png")
    for option, about in OF_PICTURES.items():
        picture.add_argument(option, help=about, choices=THEMES if option == "--theme" else None)
    _complete_files(top)
    return top


def _commands(parent: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """Return the parsers of the commands of a parser, by name."""
    # argparse shows nobody what a parser is made of; shtab looks it up in the same way.
    for action in parent._actions:  # noqa: SLF001
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            return dict(action.choices)
    return {}


def _complete_files(parent: argparse.ArgumentParser) -> None:
    """Have folders completed where one is wanted, and files where one is."""
    for action in parent._actions:  # noqa: SLF001 - as above
        if action.metavar == "FOLDER":
            action.complete = shtab.DIRECTORY  # type: ignore[attr-defined]
        elif action.metavar in ("FILE", "FOLDER | FILE", "OUT.png"):
            action.complete = shtab.FILE  # type: ignore[attr-defined]
    for command in _commands(parent).values():
        _complete_files(command)


if __name__ == "__main__":
    sys.stdout.write(completions(sys.argv[1]))
