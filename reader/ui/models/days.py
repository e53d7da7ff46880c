"""Days and times as the list writes them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

from reader.domain.moment import Moment
from reader.ui.translatable import QT_TRANSLATE_NOOP

CONTEXT: Final = "Days"
# The patterns are Qt's: dddd the day of the week, MMMM the month, d the day, yyyy the year.
DAY: Final = QT_TRANSLATE_NOOP("Days", "dddd, MMMM d")
DAY_OF_YEAR: Final = QT_TRANSLATE_NOOP("Days", "dddd, MMMM d, yyyy")
DATE: Final = QT_TRANSLATE_NOOP("Days", "MMMM d, yyyy")
MONTH: Final = QT_TRANSLATE_NOOP("Days", "MMMM yyyy")
MONTH_ALONE: Final = QT_TRANSLATE_NOOP("Days", "MMMM")
YEAR: Final = QT_TRANSLATE_NOOP("Days", "yyyy")


def time_text(moment: Moment, locale: QLocale) -> str:
    """Return the time of day at the site, for instance ``22:41``."""
    at = moment.local()
    return locale.toString(QTime(at.hour, at.minute), QLocale.FormatType.ShortFormat)


def date_text(moment: Moment, locale: QLocale) -> str:
    """Return the day at the site, for instance ``May 26, 2022``."""
    return locale.toString(_qdate(moment.local().date()), _tr(DATE))


def day_text(day: date, today: date, locale: QLocale) -> str:
    """Return a day as a heading of the list: with its name where it is near, its year where it is far."""
    pattern = DAY if day.year == today.year else DAY_OF_YEAR
    text = locale.toString(_qdate(day), _tr(pattern))
    if day == today:
        return _tr(QT_TRANSLATE_NOOP("Days", "Today · {day}")).format(day=text)
    if day == today - timedelta(days=1):
        return _tr(QT_TRANSLATE_NOOP("Days", "Yesterday · {day}")).format(day=text)
    return text


def span_text(first: datetime, last: datetime, locale: QLocale) -> str:
    """Return the time between two moments as short as it can be told: days, a day, or hours of a day."""
    days = [locale.toString(_qdate(one.date()), _tr(DATE)) for one in (first, last)]
    times = [
        locale.toString(QTime(one.hour, one.minute), QLocale.FormatType.ShortFormat) for one in (first, last)
    ]
    if days[0] != days[1]:
        return f"{days[0]} – {days[1]}"
    if times[0] == times[1]:
        return f"{days[0]}, {times[0]}"
    return f"{days[0]}, {times[0]} – {times[1]}"


def period_text(year: int, month: int, locale: QLocale, *, alone: bool = False) -> str:
    """Return a year (month 0) or a month; ``alone``: the month stands below its year."""
    if not month:
        return locale.toString(QDate(year, 1, 1), _tr(YEAR))
    return locale.toString(QDate(year, month, 1), _tr(MONTH_ALONE if alone else MONTH))


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _tr(text: str) -> str:
    return QCoreApplication.translate(CONTEXT, text)
