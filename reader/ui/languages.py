"""The window's language: our own translation and Qt's, for one locale."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator


def speak(application: QCoreApplication, translations: Path, language: str = "") -> QLocale:
    """Let the window speak a language such as "zh_CN"; "" follows the system. Returns the locale.

    What has no translation stays English, whose own file only knows how it counts. Dates and
    numbers follow the same locale.
    """
    locale = QLocale(language) if language else QLocale.system()
    QLocale.setDefault(locale)
    qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    ours = str(translations)
    # English knows the plurals, for whoever has no translation; what is loaded last counts first.
    for name, spoken, folder in (
        ("newsfold", QLocale("en"), ours),
        ("qtbase", locale, qt),
        ("newsfold", locale, ours),
    ):
        translator = QTranslator(application)
        if translator.load(spoken, name, "_", folder):
            application.installTranslator(translator)
    return locale
