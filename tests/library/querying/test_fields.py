from __future__ import annotations

import pytest

from reader.library.querying.fields import ALONE, FEATURES, FIELDS, STATUSES, folded


@pytest.mark.parametrize("name", [*FIELDS, *STATUSES, *FEATURES, *ALONE])
def test_names_are_found_as_they_are_folded(name: str) -> None:
    assert folded(name) == name


def test_full_width_and_capital_letters_are_the_plain_ones() -> None:
    assert folded(" ＴＩＴＬＥ ") == "title"
