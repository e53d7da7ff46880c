"""Fonts and measures: the design's pixels, scaled with the system's text size."""

from __future__ import annotations

import sys

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QGuiApplication

WINDOW_TEXT = 13.0
"""Pixels of the window's text in the design."""
FALLBACKS = ("Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei UI", "Microsoft YaHei")
PLACEHOLDERS = frozenset({"", "sans", "sans serif", "sans-serif", "ms shell dlg 2", "dejavu sans"})
"""Names that stand for "whatever there is": there the fallbacks, which hold both scripts, go first."""
USUAL_TEXT = {"win32": 12.0, "darwin": 13.0}
"""Pixels of the system's text where nobody changed it; 14 on other systems."""
LARGEST_SCALE = 3.0


class Measures:
    """Turns pixels of the design into pixels of this system.

    ``dpi`` is the screen's logical one: font sizes such as 11.5 pixels can be told Qt in points only.
    """

    def __init__(self, family: str, scale: float = 1.0, dpi: float = 96.0) -> None:
        first = () if family.lower() in PLACEHOLDERS else (family,)
        self._families = [*first, *FALLBACKS, family]
        self._points = 72.0 / dpi
        self.scale = scale

    @classmethod
    def of_system(cls) -> Measures:
        """Return the measures for the system's font and text size."""
        system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
        scale = QFontInfo(system).pixelSize() / USUAL_TEXT.get(sys.platform, 14.0)
        dpi = QGuiApplication.primaryScreen().logicalDotsPerInchY()
        return cls(system.family(), round(min(max(scale, 1.0), LARGEST_SCALE) * 20) / 20, dpi)

    def px(self, design: float) -> int:
        """Return a length of the design in whole pixels."""
        return round(design * self.scale)

    def font(self, size: float = WINDOW_TEXT, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """Return the window's font at a size of the design, in pixels."""
        font = QFont(self._families)
        font.setPointSizeF(size * self.scale * self._points)
        font.setWeight(weight)
        return font

    def figures(self, size: float = WINDOW_TEXT, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """Return the window's font with figures of equal width, for columns of numbers."""
        font = self.font(size, weight)
        font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def code(self, size: float) -> QFont:
        """Return the system's font for keys and code."""
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(size * self.scale * self._points)
        return font
