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
    for piece in broken(text, font, box.width(), lines):
        baseline = box.top() + used + (step - metrics.ascent() - metrics.descent()) / 2 + metrics.ascent()
        painter.drawText(QPointF(box.left(), baseline), piece)
        used += step
    return used


def draw_marked(
    painter: QPainter,
    line: tuple[str, Sequence[tuple[int, int]]],
    font: QFont,
    colour: QColor,
    marked: tuple[QColor, QColor],
    box: QRectF,
    *,
    step: float,
) -> float:
    """Draw a text in one line with the characters between some offsets marked; returns the height used.

    ``line``: the text and the offsets. ``marked``: the colours of those characters and of their ground.
    """
    text, spans = line
    shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    whole = len(text) if shown == text else len(shown) - 1
    style = QTextCharFormat()
    style.setForeground(marked[0])
    style.setBackground(marked[1])
    ranges = []
    for start, end in ((start, min(end, whole)) for start, end in spans if start < whole):
        one = QTextLayout.FormatRange()
        one.start, one.length = units(shown[:start]), units(shown[start:end])
        one.format = style
        ranges.append(one)
    layout = QTextLayout(shown, font)
    layout.setFormats(ranges)
    layout.beginLayout()
    first = layout.createLine()
    layout.endLayout()
    painter.setPen(colour)
    layout.draw(painter, QPointF(box.left(), box.top() + (step - first.height()) / 2))
    return step


def units(text: str) -> int:
    """Return the length of a text as Qt counts it, in UTF-16."""
    return len(text) + sum(character > "\uffff" for character in text)


def broken(text: str, font: QFont, width: float, lines: int) -> list[str]:
    """Return a text broken into lines of a width; the last one ends in an ellipsis if more follows."""
    metrics = QFontMetricsF(font)
    if lines == 1 or metrics.horizontalAdvance(text) <= width:
        return [metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)]
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    pieces: list[str] = []
    while len(pieces) < lines:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        # Qt counts in UTF-16; only texts with characters beyond its first plane differ.
        units = text.encode("utf-16-le", "surrogatepass")
        start, end = line.textStart() * 2, (line.textStart() + line.textLength()) * 2
        if len(pieces) == lines - 1:
            end = len(units)
        piece = units[start:end].decode("utf-16-le", "replace").rstrip()
        pieces.append(metrics.elidedText(piece, Qt.TextElideMode.ElideRight, width))
    layout.endLayout()
    return pieces
