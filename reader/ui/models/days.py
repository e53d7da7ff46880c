"""Days and times as the list writes them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

from reader.domain.moment import Moment
from reader.ui.translatable import QT_TRANSLATE_NOOP

CONTEXT: Final = "Days"
# The patterns are Qt's: dddd the day of the week, MMMM the month, d the day, yyyy the year.
DAY: Final = QT_TRANSLATE_NOOP("Days", "dddd, MMMM d")
DAY_OF_YEAR: Final = QT_TRANSLATE_NOOP("Days", "dddd, MMMM d, yyyy")
MONTH: Final = QT_TRANSLATE_NOOP("Days", "MMMM yyyy")
MONTH_ALONE: Final = QT_TRANSLATE_NOOP("Days", "MMMM")
YEAR: Final = QT_TRANSLATE_NOOP("Days", "yyyy")


def time_text(moment: Moment, locale: QLocale) -> str:
    """Return the time of day at the site, for instance ``22:41``."""
    at = moment.local()
    return locale.toString(QTime(at.hour, at.minute), QLocale.FormatType.ShortFormat)


def day_text(day: date, today: date, locale: QLocale) -> str:
    """Return a day as a heading of the list: with its name where it is near, its year where it is far."""
    pattern = DAY if day.year == today.year else DAY_OF_YEAR
    text = locale.toString(_qdate(day), _tr(pattern))
    if day == today:
        return _tr(QT_TRANSLATE_NOOP("Days", "Today · {day}")).format(day=text)
    if day == today - timedelta(days=1):
        return _tr(QT_TRANSLATE_NOOP("Days", "Yesterday · {day}")).format(day=text)
    return text


def period_text(year: int, month: int, locale: QLocale, *, alone: bool = False) -> str:
    """Return a year (month 0) or a month; ``alone``: the month stands below its year."""
    if not month:
        return locale.toString(QDate(year, 1, 1), _tr(YEAR))
    return locale.toString(QDate(year, month, 1), _tr(MONTH_ALONE if alone else MONTH))


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _tr(text: str) -> str:
    return QCoreApplication.translate(CONTEXT, text)
