"""The bar under the panes: what is going on at the left, facts at the right."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QDeadlineTimer, QLocale, QTime, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from reader.ui.theme.look import Look
from reader.ui.theme.theme import Role
from reader.ui.widgets.buttons import IconButton

HEIGHT = 26
MINUTE = 60
READ = 5_000
"""Milliseconds that a sentence is left before progress takes its place."""
SETTLED = 2000
"""Milliseconds after which no more texts follow those that were put in the search index."""


class StatusBar(QWidget):
    """``pause_requested``: True to hold the work, False to go on; ``problems_requested``: a click."""

    pause_requested = Signal(bool)
    problems_requested = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._paused = False
        self._working = ""
        self._held = QDeadlineTimer(0)
        self._texts = QTimer(self)
        self._texts.setSingleShot(True)
        self._texts.setInterval(SETTLED)
        self._texts.timeout.connect(self._hide_work)
        self._text = QLabel(self)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._left = QLabel(self)
        self._pause = IconButton(look, "pause", size=20, parent=self)
        self._problems = QPushButton(self)
        self._problems.setObjectName("quiet")
        self._network = QLabel(self)
        self._updated = QLabel(self)
        layout = QHBoxLayout(self)
        self._layout = layout
        left: tuple[QWidget, ...] = (self._text, self._bar, self._left, self._pause)
        right: tuple[QWidget, ...] = (self._problems, self._network, self._updated)
        for widget in left:
            layout.addWidget(widget)
        layout.addStretch(1)
        for widget in right:
            layout.addWidget(widget)
        self._pause.clicked.connect(self._toggle)
        self._problems.clicked.connect(self.problems_requested)
        self.show_progress(0, 0, -1)
        self._pictures = self._others = 0
        self.show_problems(0)
        self.show_requests(0)
        self.show_updated(None)
        self.restyle()

    def buttons(self) -> tuple[QWidget, ...]:
        """Return what can be reached by Tab."""
        return self._pause, self._problems

    def show_progress(self, done: int, total: int, seconds_left: float) -> None:
        """Show the reading of the folder; a total of 0, or all done, shows that nothing is going on.

        ``seconds_left`` below 0 says that nobody knows.
        """
        self._texts.stop()
        busy = total > 0 and done < total
        if not busy:
            self.go_on()
        for widget in (self._bar, self._left, self._pause):
            widget.setVisible(busy)
        number = QLocale().toString
        working = self.tr("Reading the folder {done} / {total}")
        self._show_work(working.format(done=number(done), total=number(total)) if busy else "", done, total)
        self._left.setText(self.tr("paused") if self._paused else self._time_left(seconds_left))
        self._show_pause()

    def show_texts(self, done: int, total: int, *, titles_only: bool) -> None:
        """Show how many texts are in the search index; ``titles_only``: while titles alone are searched."""
        working = self.tr("Texts are being read in for the search: {done} of {total}")
        if titles_only:
            working = self.tr("Texts are being read in: {done} of {total}; titles are searched meanwhile")
        number = QLocale().toString
        self._texts.stop()
        for widget in (self._bar, self._pause):
            widget.show()
        self._show_work(working.format(done=number(done), total=number(total)), done, total)
        self._show_pause()

    def end_texts(self) -> None:
        """Take note that a part of the texts can be found; unless more follow, that was all."""
        if self._bar.isVisible():
            self._texts.start()

    def _show_work(self, text: str, done: int, total: int) -> None:
        # The end of the work takes away what was said of it, and not a sentence that came meanwhile.
        if (text and self._held.hasExpired()) or self._text.text() == self._working:
            self._text.setText(text)
        self._working = text
        self._bar.setMaximum(max(total, 1))
        self._bar.setValue(done)
        self._bar.setAccessibleName(text)

    def say(self, text: str) -> None:
        """Show a sentence where the progress stands, for as long as it takes to read it at least."""
        self._held.setRemainingTime(READ)
        self._text.setText(text)

    def show_problems(self, count: int) -> None:
        """Show how many files have problems; none hides it."""
        text = self.tr("{count} file(s) with problems", None, count)
        self._problems.setText(text.format(count=QLocale().toString(count)))
        self._problems.setVisible(count > 0)

    def count_request(self) -> None:
        """Take note that the network was asked for something else than pictures."""
        self._others += 1
        self.show_requests(self._pictures)

    def show_requests(self, pictures: int) -> None:
        """Show how many times the network was asked: so many times for pictures, and for the rest."""
        self._pictures = pictures
        count = pictures + self._others
        self._network.setText(self.tr("Network requests: {count}").format(count=QLocale().toString(count)))

    def show_updated(self, at: datetime | None) -> None:
        """Show when the folder was last read."""
        time = QLocale().toString(QTime(at.hour, at.minute), QLocale.FormatType.ShortFormat) if at else ""
        self._updated.setText(self.tr("Last update {time}").format(time=time) if at else "")
        self._updated.setVisible(at is not None)

    def restyle(self) -> None:
        """Take over the look in force."""
        measures, px = self._look.measures, self._look.measures.px
        self.setFixedHeight(px(HEIGHT))
        self._layout.setContentsMargins(px(14), 1, px(14), 0)
        self._layout.setSpacing(px(18))
        self._bar.setFixedSize(px(150), px(4))
        for widget in (self._text, self._left, self._problems, self._network, self._updated):
            widget.setFont(measures.figures(11.5))
            if isinstance(widget, QLabel):
                widget.setStyleSheet(f"color: {self._look.theme[Role.INK2]}")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground and the line above."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour(Role.SIDEBAR))
        painter.fillRect(0, 0, self.width(), 1, self._look.colour(Role.LINE))
        painter.end()

    def _hide_work(self) -> None:
        if not self._paused:
            self.show_progress(0, 0, -1)

    def _time_left(self, seconds: float) -> str:
        if seconds < 0:
            return ""
        if seconds < MINUTE:
            return self.tr("about %n second(s) left", None, max(round(seconds), 1))
        return self.tr("about %n minute(s) left", None, round(seconds / MINUTE))

    def pause(self, paused: bool) -> None:  # noqa: FBT001 - a slot of a signal that carries it
        """Hold the reading of the folder, or let it go on; the button can be used for either from then on."""
        if paused == self._paused:
            return
        self._paused = paused
        self._show_pause()
        if not self._bar.isVisible():
            # Nothing was going on: what is on hold is the following of the folder.
            self._text.setText(self.tr("Changes of the folder wait until reading goes on.") if paused else "")
            self._pause.setVisible(paused)
        elif paused:
            self._left.setText(self.tr("paused"))
        self.pause_requested.emit(paused)

    def go_on(self) -> None:
        """Let the reading of the folder go on if it was on hold."""
        self.pause(False)

    def _toggle(self) -> None:
        self.pause(not self._paused)

    def _show_pause(self) -> None:
        self._pause.show_icon("play" if self._paused else "pause")
        self._pause.setAccessibleName(self.tr("Go on") if self._paused else self.tr("Pause"))
        self._pause.setToolTip(self._pause.accessibleName())
