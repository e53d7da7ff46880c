"""About the program: its version, the look for a newer one, and the licences of all that is in it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from reader import __version__
from reader.release import Newest
from reader.ui.theme.look import Look

SIZE = 760, 520


class AboutDialog(QDialog):
    """``updates_chosen``: whether to look for newer versions. ``page_requested``: the address of one."""

    updates_chosen = Signal(bool)
    page_requested = Signal(str)

    def __init__(
        self, look: Look, licences: Mapping[str, Path], newest: Newest | None, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._licences = licences
        self.setWindowTitle(self.tr("About Newsfold"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        px = look.measures.px
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(px(26), px(20), px(26), px(22))
        self._layout.setSpacing(px(10))
        self._say(
            self.tr("Newsfold {version}").format(version=__version__),
            look.measures.font(20, QFont.Weight.DemiBold),
        )
        self._say(
            self.tr(
                "Opens a folder of articles on your own disk. Free software under the MIT licence; "
                "it asks no network by itself."
            ),
            look.measures.font(),
        )
        self.updates = QCheckBox(self.tr("Tell me once a day whether there is a newer version"), self)
        self.updates.setFont(look.measures.font())
        self.updates.hide()
        self.updates.toggled.connect(self.updates_chosen)
        self._layout.addWidget(self.updates)
        if newest is not None:
            self._link_to(newest, look)
        self._add_licences(look)
        self.resize(px(SIZE[0]), px(SIZE[1]))

    def offer_updates(self, host: str, *, on: bool) -> None:
        """Let the person say whether to look for newer versions, and where that is asked."""
        self.updates.blockSignals(True)
        self.updates.setChecked(on)
        self.updates.blockSignals(False)
        self.updates.setToolTip(
            self.tr("Asks {host}. Nothing is sent but the request, and nothing is installed.").format(
                host=host
            )
        )
        self.updates.show()

    def _say(self, text: str, font: QFont) -> QLabel:
        label = QLabel(text, self)
        label.setFont(font)
        label.setWordWrap(True)
        self._layout.addWidget(label)
        return label

    def _link_to(self, newest: Newest, look: Look) -> None:
        text = self.tr("Version {version} is there.").format(version=newest.version)
        label = self._say(f'<a href="newest">{text}</a>', look.measures.font())
        label.setObjectName("newest")
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        label.linkActivated.connect(lambda _link: self.page_requested.emit(newest.page))

    def _add_licences(self, look: Look) -> None:
        self._say(
            self.tr("What it is made of, and under which licences"),
            look.measures.font(12, QFont.Weight.DemiBold),
        )
        if not self._licences:
            self._say(
                self.tr("The texts come with the installed program. Here each package has its own."),
                look.measures.font(12),
            )
            self._layout.addStretch(1)
            return
        px = look.measures.px
        row = QHBoxLayout()
        self.names = QListWidget(self)
        self.names.setFont(look.measures.font(12))
        self.names.setFixedWidth(px(236))
        self.names.setAccessibleName(self.tr("Parts"))
        self.names.addItems(list(self._licences))
        self.text = QPlainTextEdit(self)
        self.text.setFont(look.measures.code(11.5))
        self.text.setReadOnly(True)
        self.text.setAccessibleName(self.tr("Licence"))
        self.names.currentTextChanged.connect(self._show_licence)
        row.addWidget(self.names)
        row.addWidget(self.text, 1)
        self._layout.addLayout(row, 1)
        self.names.setCurrentRow(0)
        self.names.setFocus(Qt.FocusReason.PopupFocusReason)

    def _show_licence(self, name: str) -> None:
        try:
            self.text.setPlainText(self._licences[name].read_text("utf-8", "replace"))
        except OSError as error:
            self.text.setPlainText(str(error))
