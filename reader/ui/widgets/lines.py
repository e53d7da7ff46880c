"""Text drawn in lines of a set height, cut off with an ellipsis where the room ends."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)


def draw_lines(
    painter: QPainter, text: str, font: QFont, colour: QColor, box: QRectF, *, step: float, lines: int = 1
) -> float:
    """Draw a text into at most ``lines`` lines, each ``step`` pixels high; returns the height used.

    ``box`` gives the left, top and width; its height does not matter.
    """
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    painter.setPen(colour)
    used = 0.0
    for _, piece in broken(text, font, box.width(), lines):
        baseline = box.top() + used + (step - metrics.ascent() - metrics.descent()) / 2 + metrics.ascent()
        painter.drawText(QPointF(box.left(), baseline), piece)
        used += step
    return used


def draw_marked(
    painter: QPainter,
    marked: tuple[str, Sequence[tuple[int, int]]],
    font: QFont,
    colour: QColor,
    colours: tuple[QColor, QColor],
    box: QRectF,
    *,
    step: float,
    lines: int = 1,
) -> float:
    """Draw a text as `draw_lines` does, with some of its characters marked; returns the height used.

    ``marked``: the text, and the offsets between which they are. ``colours``: of those characters, and of
    their ground.
    """
    text, spans = marked
    if not spans:
        return draw_lines(painter, text, font, colour, box, step=step, lines=lines)
    used = 0.0
    for start, piece in broken(text, font, box.width(), lines):
        # The ellipsis is no part of the text.
        whole = len(piece) if text.startswith(piece, start) else len(piece) - 1
        inside = [(max(a - start, 0), min(b - start, whole)) for a, b in spans]
        layout = QTextLayout(piece, font)
        layout.setFormats([_range(piece, a, b, colours) for a, b in inside if a < b])
        layout.beginLayout()
        line = layout.createLine()
        layout.endLayout()
        painter.setPen(colour)
        layout.draw(painter, QPointF(box.left(), box.top() + used + (step - line.height()) / 2))
        used += step
    return used


def _range(text: str, start: int, end: int, colours: tuple[QColor, QColor]) -> QTextLayout.FormatRange:
    style = QTextCharFormat()
    style.setForeground(colours[0])
    style.setBackground(colours[1])
    one = QTextLayout.FormatRange()
    one.start, one.length = units(text[:start]), units(text[start:end])
    one.format = style
    return one


def units(text: str) -> int:
    """Return the length of a text as Qt counts it, in UTF-16."""
    return len(text) + sum(character > "\uffff" for character in text)


def broken(text: str, font: QFont, width: float, lines: int) -> list[tuple[int, str]]:
    """Return a text broken into lines of a width, each with the offset at which it begins in the text.

    The last one ends in an ellipsis if more follows.
    """
    metrics = QFontMetricsF(font)
    if lines == 1 or metrics.horizontalAdvance(text) <= width:
        return [(0, metrics.elidedText(text, Qt.TextElideMode.ElideRight, width))]
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    pieces: list[tuple[int, str]] = []
    while len(pieces) < lines:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        # Qt counts in UTF-16; only texts with characters beyond its first plane differ.
        encoded = text.encode("utf-16-le", "surrogatepass")
        start, end = line.textStart() * 2, (line.textStart() + line.textLength()) * 2
        if len(pieces) == lines - 1:
            end = len(encoded)
        piece = encoded[start:end].decode("utf-16-le", "replace").rstrip()
        shown = metrics.elidedText(piece, Qt.TextElideMode.ElideRight, width)
        pieces.append((len(encoded[:start].decode("utf-16-le", "replace")), shown))
    layout.endLayout()
    return pieces
