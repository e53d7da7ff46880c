"""Qt's style sheet of the window, filled with the theme's colours and the scaled measures."""

from __future__ import annotations

import re
from typing import Final

from reader.ui.theme.look import Look
from reader.ui.theme.theme import Role

_GAP = re.compile(r"\{([a-z0-9-]+)\}|(\d+(?:\.\d+)?)px")


def stylesheet(look: Look) -> str:
    """Return the window's style sheet: ``{role}`` becomes a colour, ``12px`` scales with the text."""

    def fill(match: re.Match[str]) -> str:
        role, pixels = match.groups()
        if role:
            return look.theme[Role(role)]
        return f"{look.measures.px(float(pixels)) if float(pixels) > 1 else pixels}px"

    return _GAP.sub(fill, SHEET)


SHEET: Final = """
QMainWindow, QDialog { background: {sidebar}; color: {ink}; }
QLabel { color: {ink}; }
QSplitter::handle { background: {line}; }
QLineEdit { background: {field}; color: {ink}; border: 1px solid {line}; border-radius: 6px;
  padding: 0 8px; placeholder-text-color: {ink3};
  selection-background-color: {accent}; selection-color: {on-accent}; }
QLineEdit:focus { border-color: {accent}; }
QLineEdit#search { border-radius: 8px; padding: 0 74px 0 28px; }
QComboBox { background: {field}; color: {ink}; border: 1px solid {line}; border-radius: 6px;
  padding: 0 8px; }
QComboBox:focus { border-color: {accent}; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox QAbstractItemView { background: {field}; color: {ink}; border: 1px solid {line};
  selection-background-color: {selection}; selection-color: {ink}; }
QTableView { border: none; outline: none; color: {ink}; selection-color: {ink};
  selection-background-color: {selection}; }
QTableView#articles { background: {list}; }
QTableView#places { background: {sidebar}; selection-background-color: transparent;
  border-top: 8px solid {sidebar}; }
QDialog QTableView { background: {field}; border: 1px solid {line}; border-radius: 6px; }
QDialog QListWidget, QDialog QPlainTextEdit { background: {field}; color: {ink}; border: 1px solid {line};
  border-radius: 6px; outline: none; }
QDialog QListWidget::item { padding: 3px 6px; }
QDialog QListWidget::item:selected { background: {selection}; color: {ink}; }
QCheckBox { color: {ink}; spacing: 8px; }
QCheckBox::indicator { width: 12px; height: 12px; border: 1px solid {ink3}; border-radius: 4px;
  background: {field}; }
QCheckBox::indicator:checked { background: {accent}; border-color: {accent}; }
QHeaderView::section { background: {list}; color: {ink2}; border: none; border-bottom: 1px solid {line};
  padding: 5px 8px; }
QScrollBar:vertical { background: transparent; width: 14px; margin: 0; border: none; }
QScrollBar::handle:vertical { background: {line}; border-radius: 3px; min-height: 36px; margin: 2px 4px; }
QScrollBar::handle:vertical:hover, QScrollBar::handle:vertical:pressed { background: {ink3}; }
QScrollBar#places-bar:vertical, QScrollBar#slim-bar:vertical { width: 8px; }
QScrollBar#places-bar::handle:vertical, QScrollBar#slim-bar::handle:vertical { margin: 2px 1px; }
QScrollBar:horizontal { background: transparent; height: 14px; margin: 0; border: none; }
QScrollBar::handle:horizontal { background: {line}; border-radius: 3px; min-width: 36px; margin: 4px 2px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: none; }
QMenu { background: {field}; color: {ink}; border: 1px solid {line}; padding: 5px; }
QMenu::item { padding: 5px 22px 5px 10px; border-radius: 5px; }
QMenu::item:selected { background: {selection}; }
QMenu::item:disabled { color: {ink3}; }
QMenu::separator { height: 1px; background: {line}; margin: 5px 8px; }
QMenu::icon { padding-left: 8px; }
QMenuBar { background: {sidebar}; color: {ink}; }
QMenuBar::item { padding: 4px 10px; background: transparent; }
QMenuBar::item:selected { background: {selection}; border-radius: 5px; }
QToolTip { background: {toast}; color: {on-toast}; border: none; padding: 4px 7px; }
QPushButton { background: {field}; color: {ink}; border: 1px solid {line}; border-radius: 7px;
  padding: 5px 14px; }
QPushButton:hover { background: {selection}; }
QPushButton:focus { border-color: {accent}; }
QPushButton#primary { background: {accent}; color: {on-accent}; border-color: {accent}; }
QPushButton#pill { background: {accent}; color: {on-accent}; border: none; border-radius: 12px;
  padding: 4px 14px; }
QPushButton#pill:focus { border: 1px solid {ink}; padding: 3px 13px; }
QPushButton#changed { background: {list}; color: {ink}; border: 1px solid {line}; border-radius: 12px;
  padding: 4px 14px; }
QPushButton#changed:hover { border-color: {accent}; }
QPushButton#changed:focus { border-color: {accent}; }
QPushButton#link { background: transparent; border: none; padding: 2px 4px; color: {accent}; }
QPushButton#link:focus { border: 1px solid {accent}; padding: 1px 3px; border-radius: 4px; }
QPushButton#quiet { background: transparent; border: none; padding: 3px 4px 2px 4px; color: {ink2};
  border-radius: 4px; }
QPushButton#quiet:hover { background: {selection}; }
QPushButton#quiet:focus { border: 1px solid {accent}; padding: 2px 3px 1px 3px; }
QFrame#hits { background: {list}; border: 1px solid {line}; border-radius: 12px; }
QLabel#notice { background: {accent-weak}; color: {ink}; padding: 6px 18px; }
QProgressBar { background: {line}; border: none; border-radius: 2px; }
QProgressBar::chunk { background: {accent}; border-radius: 2px; }
QFrame#palette { background: {field}; border: 1px solid {line}; border-radius: 8px; }
QFrame#popover { background: {field}; border: 1px solid {line}; border-radius: 9px; }
"""
