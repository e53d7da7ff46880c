"""Dates in words, in the language of the window."""

from __future__ import annotations

from typing import Final

from reader.domain.moment import Moment

_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def long_date(moment: Moment, language: str) -> str:
    """Return date and time on the site's clock: ``2022年5月26日 22:41`` or ``26 May 2022, 22:41``.

    Languages that the window does not speak get the international ``2022-05-26 22:41``; C, which a
    system without a language is set to, is English.
    """
    local = moment.local()
    clock = f"{local.hour:02}:{local.minute:02}"
    match language.replace("_", "-").split("-")[0].lower():
        case "zh" | "ja":
            return f"{local.year}年{local.month}月{local.day}日 {clock}"
        case "ko":
            return f"{local.year}년 {local.month}월 {local.day}일 {clock}"
        case "en" | "c" | "":
            return f"{local.day} {_MONTHS[local.month - 1]} {local.year}, {clock}"
        case _:
            return f"{local.year:04}-{local.month:02}-{local.day:02} {clock}"
