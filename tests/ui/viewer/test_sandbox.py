from __future__ import annotations

import pytest

from reader.ui.viewer.sandbox import engine_can_start


@pytest.mark.parametrize(
    ("environment", "user", "can"),
    [
        ({}, 1000, True),
        ({}, None, True),
        ({}, 0, False),
        ({"QTWEBENGINE_DISABLE_SANDBOX": "0"}, 0, False),
        ({"QTWEBENGINE_DISABLE_SANDBOX": "1"}, 0, True),
        ({"QTWEBENGINE_CHROMIUM_FLAGS": "--disable-gpu --no-sandbox"}, 0, True),
        ({"QTWEBENGINE_CHROMIUM_FLAGS": "--disable-gpu"}, 0, False),
    ],
)
def test_engine_starts_where_its_sandbox_can_or_somebody_switched_it_off(
    environment: dict[str, str],
    user: int | None,
    can: bool,  # noqa: FBT001 - a row of the table
) -> None:
    assert engine_can_start(environment, user) is can
