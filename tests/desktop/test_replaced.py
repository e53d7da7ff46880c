from __future__ import annotations

from pathlib import Path

from reader.desktop.replaced import Watched


def test_a_file_is_the_same_until_another_takes_its_place(tmp_path: Path) -> None:
    program, newer = tmp_path / "program", tmp_path / "newer"
    for path in (program, newer):
        path.write_text(path.name, "utf-8")
    watched = Watched(program)
    assert not watched.is_replaced()
    newer.replace(program)
    assert watched.is_replaced()
    program.unlink()
    assert watched.is_replaced()
    assert not Watched(program).is_replaced()
