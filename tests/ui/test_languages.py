from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SPEAK = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QLocale
from reader.ui.languages import speak
application = QCoreApplication([])
locale = speak(application, Path(sys.argv[1]), sys.argv[2])
print(locale.name(), QLocale().name(), QCoreApplication.translate("ArticleView", "Missing image"))
"""


@pytest.mark.parametrize(
    ("language", "said"),
    [("zh_CN", "找不到图片"), ("en_GB", "Missing image"), ("fr_FR", "Missing image")],
)
def test_window_speaks_the_language_or_english(tmp_path: Path, language: str, said: str) -> None:
    compiled = tmp_path / "i18n"
    compiled.mkdir()
    for source in (ROOT / "resources" / "i18n").glob("*.ts"):
        tool = Path(sys.executable).parent / "pyside6-lrelease"
        subprocess.run([tool, "-silent", source, "-qm", compiled / f"{source.stem}.qm"], check=True)
    command = [sys.executable, "-c", SPEAK, str(compiled), language]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    locale, default, *words = done.stdout.split()
    assert locale == default == language
    assert said in " ".join(words)
