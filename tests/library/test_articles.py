from __future__ import annotations

from reader.library.library import Library
from tests.archive import key_of


def test_rows_come_in_the_order_asked_for(library: Library) -> None:
    numbers = [key_of(library, 3), 5, key_of(library, 1)]
    rows = library.rows(numbers)
    assert [row.title for row in rows] == ["标题3", "标题1"]
    assert rows[1].category == "河边日报新闻"
    assert rows[1].moment.iso() == "2022-05-31T17:30:00+00:00"
    assert library.rows([]) == []
