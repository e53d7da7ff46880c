"""The translations are whole, and of the texts that the program has now."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator

from reader.paths import resources
from reader.ui.main_window import MainWindow

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
GAP = re.compile(r"\{\w*\}|%n|%\d")


def messages(file: Path) -> dict[tuple[str, str], ET.Element]:
    root = ET.parse(file).getroot()
    return {
        (context.findtext("name", ""), message.findtext("source", "")): message
        for context in root.iter("context")
        for message in context.iter("message")
    }


def source_file(language: str) -> Path:
    return resources() / "i18n" / f"newsfold_{language}.ts"


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the collector finds in the source now."""
    file = tmp_path_factory.mktemp("i18n") / "now.ts"
    sources = sorted(map(str, (ROOT / "reader").rglob("*.py")))
    command = [str(BIN / "pyside6-lupdate"), *sources, "-silent", "-locations", "none", "-ts", str(file)]
    subprocess.run(command, check=True, capture_output=True)
    return file


def test_every_text_is_collected(collected: Path) -> None:
    assert messages(collected).keys() == messages(source_file("zh_CN")).keys()


def test_every_plural_is_there_in_english(collected: Path) -> None:
    plurals = {key for key, message in messages(collected).items() if message.get("numerus") == "yes"}
    assert plurals == messages(source_file("en")).keys()


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_text_is_translated_and_keeps_its_gaps(language: str) -> None:
    for (_context, source), message in messages(source_file(language)).items():
        translation = message.find("translation")
        assert translation is not None
        assert translation.get("type") is None, source
        forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
        for form in forms:
            assert form, source
            assert sorted(GAP.findall(form)) == sorted(GAP.findall(source)), source


@pytest.mark.parametrize(
    ("language", "one", "many"), [("en", "1 article", "2 articles"), ("zh_CN", "1 篇", "2 篇")]
)
def test_the_window_counts_properly(
    window: MainWindow, tmp_path: Path, language: str, one: str, many: str
) -> None:
    compiled = tmp_path / "one.qm"
    command = [str(BIN / "pyside6-lrelease"), "-silent", str(source_file(language)), "-qm", str(compiled)]
    subprocess.run(command, check=True, capture_output=True)
    translator = QTranslator()
    assert translator.load(str(compiled))
    QCoreApplication.installTranslator(translator)
    try:
        window._top.show_folder("x", 1)
        assert window._top._count.text() == one
        window._top.show_folder("x", 2)
        assert window._top._count.text() == many
    finally:
        QCoreApplication.removeTranslator(translator)
