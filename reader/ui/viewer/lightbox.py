"""A picture of an article, large over the window."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

SHADE: Final = QColor(0, 0, 0, 220)
MARGIN: Final = 24
"""Pixels that stay free around a picture that fills the window."""
STEP: Final = 1.25
LARGEST: Final = 8.0
"""How many pixels of the screen a pixel of the picture may take."""
DRAGGED: Final = 4
"""Pixels after which a press is no click any more."""


class Lightbox(QWidget):
    """Fits a picture into a window; closes by a click, Escape, Enter or the space bar.

    The wheel, ``+`` and ``-`` zoom, ``0`` fits it in again, dragging moves it. ``closed`` is emitted once.
    ``ground``: what shows through where the picture is transparent.
    """

    closed = Signal()

    def __init__(self, image: QImage, ground: QColor, window: QWidget) -> None:
        super().__init__(window)
        self._image = image
        self._window = window
        self._ground = ground
        self._zoom = 0.0  # 0 fits the picture in
        self._centre = QPointF()  # of the picture, from the middle of the window
        self._grip: QPointF | None = None
        self._pressed = QPoint()
        self._small: tuple[QSizeF, QImage] | None = None
        self.setAccessibleName(self.tr("Picture; Escape closes it"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setGeometry(window.rect())
        window.installEventFilter(self)
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    @property
    def scale(self) -> float:
        """How many pixels of the window a pixel of the picture takes."""
        if self._zoom:
            return self._zoom
        room = self.size() - QSize(2 * MARGIN, 2 * MARGIN)
        width, height = max(self._image.width(), 1), max(self._image.height(), 1)
        return max(min(room.width() / width, room.height() / height, 1 / self.devicePixelRatioF()), 0.01)

    def area(self) -> QRectF:
        """Return where the picture lies in the window."""
        size = QSizeF(self._image.size()) * self.scale
        middle = QRectF(self.rect()).center() + self._centre
        return QRectF(middle - QPointF(size.width() / 2, size.height() / 2), size)

    def zoom(self, factor: float, around: QPointF | None = None) -> None:
        """Make the picture larger or smaller; the point of it at ``around`` stays."""
        place = QRectF(self.rect()).center() if around is None else around
        before = self.scale
        after = min(max(before * factor, min(0.05, before)), LARGEST)
        at = place - QRectF(self.rect()).center()
        self._centre = at + (self._centre - at) * (after / before)
        self._zoom = after
        self.update()

    def fit(self) -> None:
        """Fit the picture into the window again."""
        self._zoom, self._centre = 0.0, QPointF()
        self.update()

    def leave(self) -> None:
        """Close; the window gets the keyboard back by ``closed``."""
        if self.isVisible():
            self.hide()
            self._window.removeEventFilter(self)
            self.deleteLater()
            self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the window."""
        if event.type() is QEvent.Type.Resize:
            self.setGeometry(self._window.rect())
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Keep all keys here: letters are commands of the window."""
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zoom or close."""
        key = event.key()
        if key in {Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.leave()
        elif key in {Qt.Key.Key_Plus, Qt.Key.Key_Equal}:
            self.zoom(STEP)
        elif key == Qt.Key.Key_Minus:
            self.zoom(1 / STEP)
        elif key == Qt.Key.Key_0:
            self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom around the pointer."""
        turned = event.angleDelta().y()
        if turned:
            self.zoom(STEP ** (turned / 120), event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the picture."""
        self._pressed = event.position().toPoint()
        self._grip = event.position() - self._centre

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the picture along."""
        if self._grip is not None and self._far(event):
            self._centre = event.position() - self._grip
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Close where it was a click."""
        self._grip = None
        if not self._far(event):
            self.leave()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the picture over the darkened window."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), SHADE)
        area = self.area()
        painter.fillRect(area, self._ground)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(area, self._drawn(area.size()))
        painter.end()

    def _drawn(self, size: QSizeF) -> QImage:
        """Return the picture for a size; a small one is made with care, and kept."""
        if self.scale >= 1:
            return self._image
        if self._small is None or self._small[0] != size:
            pixels = (size * self.devicePixelRatioF()).toSize()
            smooth = Qt.TransformationMode.SmoothTransformation
            self._small = size, self._image.scaled(pixels, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
        return self._small[1]

    def _far(self, event: QMouseEvent) -> bool:
        return (event.position().toPoint() - self._pressed).manhattanLength() > DRAGGED
