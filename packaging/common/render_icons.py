"""Renders the one drawing of the icon into what each system wants: PNG in sizes, ICO, ICNS.

python packaging/common/render_icons.py FOLDER
"""

from __future__ import annotations

import os
import sys
from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

DRAWING: Final = Path(__file__).with_name("newsfold.svg")
SIZES: Final = (16, 22, 24, 32, 48, 64, 128, 256, 512)
OF_WINDOWS: Final = (16, 24, 32, 48, 64, 128, 256)
OF_MACOS: Final = (16, 32, 64, 128, 256, 512)
LARGEST: Final = 1024


def main() -> None:
    """Write all of them into a folder."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication(sys.argv[:1])
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    pictures = {size: drawn(size) for size in (*SIZES, LARGEST)}
    for size in SIZES:
        pictures[size].save(target / f"newsfold-{size}.png", optimize=True)
    small = [pictures[size] for size in OF_WINDOWS]
    small[-1].save(target / "newsfold.ico", sizes=[one.size for one in small], append_images=small)
    others = [pictures[size] for size in OF_MACOS]
    pictures[LARGEST].save(target / "newsfold.icns", append_images=others)
    application.quit()


def drawn(size: int) -> Image.Image:
    """Return the drawing as a picture of so many pixels each way."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(DRAWING)).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return Image.open(BytesIO(buffer.data().data()))


if __name__ == "__main__":
    main()
