"""Small buttons of the window: one icon or two letters, and the switch of three."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QEnterEvent, QFont, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from reader.ui.actions import key_text
from reader.ui.theme.look import Look
from reader.ui.theme.theme import Role

PRESSING = frozenset({Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter})


class Button(QAbstractButton):
    """A button that keeps Space and Enter for itself while it has the focus.

    Space is a command of the window, and shortcuts would win.
    """

    def event(self, event: QEvent) -> bool:
        """Claim the keys that press a button."""
        override = event.type() is QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and Qt.Key(event.key()) in PRESSING:
            event.accept()
            return True
        return super().event(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that the pointer is here."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Stop showing it."""
        super().leaveEvent(event)
        self.update()


class IconButton(Button):
    """A square of 30 pixels with an icon of the theme, or with letters."""

    def __init__(
        self, look: Look, icon: str, role: Role = Role.INK2, *, size: int = 30, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._name = icon
        self._role = role
        self._size = size
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)

    @classmethod
    def for_action(cls, look: Look, action: QAction, icon: str, role: Role = Role.INK2) -> IconButton:
        """Return a button that triggers an action and is named after it."""
        button = cls(look, icon, role)
        keys = key_text(action.shortcut())
        name = action.text()
        button.setObjectName(action.objectName())
        button.setAccessibleName(name)
        button.setToolTip(f"{name}  {keys}" if keys else name)
        button.clicked.connect(action.trigger)
        return button

    def show_icon(self, icon: str, role: Role = Role.INK2) -> None:
        """Change the drawing."""
        self._name, self._role = icon, role
        self.update()

    def sizeHint(self) -> QSize:
        """Return the square."""
        side = self._look.measures.px(self._size)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the icon, on a ground while pointed at, pressed or focused."""
        look, px = self._look, self._look.measures.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = px(self._size)
        ground = QRectF(0, 0, side, side).adjusted(0.5, 0.5, -0.5, -0.5)
        ground.moveCenter(QRectF(self.rect()).center())
        if self.underMouse() or self.isDown() or self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour(Role.SELECTION))
            painter.drawRoundedRect(ground, px(7), px(7))
        if self.hasFocus():
            painter.setPen(QPen(look.colour(Role.ACCENT), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(ground, px(7), px(7))
        role = self._role if self.isEnabled() else Role.INK3
        if self.text():
            painter.setFont(look.measures.font(15))
            painter.setPen(look.colour(role))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        else:
            drawing = 16 if self._size >= 26 else 12
            pixmap = look.pixmap(self._name, role, drawing, self.devicePixelRatioF())
            box = QRect(0, 0, px(drawing), px(drawing))
            box.moveCenter(self.rect().center())
            painter.drawPixmap(box.topLeft(), pixmap)
        painter.end()


class _Segment(Button):
    """One part of the switch."""

    def __init__(self, look: Look, text: str, place: tuple[bool, bool], parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._switch = parent
        self._first, self._last = place
        self.setText(text)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def sizeHint(self) -> QSize:
        """Return room for the text in bold, so that nothing moves when it is chosen."""
        measures = self._look.measures
        self.setFont(measures.font(12, QFont.Weight.DemiBold))
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + measures.px(25), measures.px(25))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the part; the chosen one on the ground of a selection, and one line round the whole switch."""
        look, on = self._look, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour(Role.SELECTION if on else Role.LIST))
        painter.drawPath(self._outline(QRectF(self.rect())))
        painter.setPen(QPen(look.colour(Role.LINE), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        whole = QRectF(self._switch.rect()).translated(-self.pos()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(whole, look.measures.px(7), look.measures.px(7))
        if self.hasFocus():
            painter.setPen(QPen(look.colour(Role.ACCENT), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(self._outline(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)))
        painter.setFont(look.measures.font(12, QFont.Weight.DemiBold if on else QFont.Weight.Normal))
        painter.setPen(look.colour(Role.INK))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()

    def _outline(self, box: QRectF) -> QPainterPath:
        """Return the part's shape: round at the ends of the switch."""
        radius = self._look.measures.px(7)
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        path.addRoundedRect(box, radius, radius)
        if not self._first:
            path.addRect(QRectF(box.left(), box.top(), radius, box.height()))
        if not self._last:
            path.addRect(QRectF(box.right() - radius, box.top(), radius, box.height()))
        return path.simplified()


class Switch(QWidget):
    """A row of exclusive choices. ``chosen`` gives the place of the one that the person picked."""

    chosen = Signal(int)

    def __init__(self, look: Look, texts: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        last = len(texts) - 1
        self._segments = [_Segment(look, text, (at == 0, at == last), self) for at, text in enumerate(texts)]
        for segment in self._segments:
            layout.addWidget(segment)
            segment.clicked.connect(self._tell)

    def choose(self, place: int) -> None:
        """Show a choice as taken, without telling."""
        self._segments[place].setChecked(True)

    def follow(self, widget: QWidget) -> None:
        """Come after a widget when one goes on with Tab."""
        for segment in self._segments:
            QWidget.setTabOrder(widget, segment)
            widget = segment

    def place(self) -> int:
        """Return which choice is taken."""
        return next((at for at, segment in enumerate(self._segments) if segment.isChecked()), 0)

    def _tell(self) -> None:
        self.chosen.emit(self.place())
