"""Collects the window's strings into resources/i18n and compiles the translations.

python packaging/translations.py --collect    update the .ts files from the source
python packaging/translations.py --compile    make the .qm files that the program loads
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("zh_CN", "en")
PLURALS_ONLY = frozenset({"en"})
"""Languages that the source is written in: only "{count} article(s)" and its like need a text."""


def source_file(language: str) -> Path:
    """Return the translation source of a language."""
    return ROOT / "resources" / "i18n" / f"newsfold_{language}.ts"


def tool(name: str) -> str:
    """Return the path of one of Qt's tools in this environment."""
    return str(Path(sys.executable).parent / name)


def collect() -> None:
    """Update every translation source from the program's strings."""
    sources = [*sorted(map(str, (ROOT / "reader").rglob("*.py")))]
    for language in LANGUAGES:
        options = ["-no-obsolete", "-locations", "none", "-source-language", "en"]
        if language in PLURALS_ONLY:
            options.append("-pluralonly")
        command = [tool("pyside6-lupdate"), *sources, *options, "-target-language", language, "-ts"]
        subprocess.run([*command, str(source_file(language))], check=True)


def compile_all() -> None:
    """Compile every translation source; the compiled files are not stored in the repository."""
    for language in LANGUAGES:
        source = source_file(language)
        if source.exists():
            target = str(source.with_suffix(".qm"))
            command = [tool("pyside6-lrelease"), "-silent", str(source), "-qm", target]
            if subprocess.run(command, check=False).returncode:
                sys.exit("The translations could not be compiled; Qt's own tool says above what it lacks.")


if __name__ == "__main__":
    collect() if "--collect" in sys.argv else compile_all()
