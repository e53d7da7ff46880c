"""The few requests that this program makes: each asked for by the person, and none tells who they are."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QUrl
from PySide6.QtNetwork import QNetworkRequest

PATIENCE: Final = 30_000
"""Milliseconds without a byte after which a request is given up."""
Attribute = QNetworkRequest.Attribute


def request_of(url: QUrl, redirects: QNetworkRequest.RedirectPolicy) -> QNetworkRequest:
    """Return a request without cookies, referrer or credentials, that follows redirections of a kind."""
    request = QNetworkRequest(url)
    manual = QNetworkRequest.LoadControl.Manual
    for attribute in (
        Attribute.CookieLoadControlAttribute,
        Attribute.CookieSaveControlAttribute,
        Attribute.AuthenticationReuseAttribute,
    ):
        request.setAttribute(attribute, manual)
    request.setAttribute(Attribute.RedirectPolicyAttribute, redirects)
    request.setTransferTimeout(PATIENCE)
    return request
