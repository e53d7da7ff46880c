from __future__ import annotations

from pathlib import Path

from pyroaring import BitMap

from reader.storage.marks import Marks
from reader.storage.marks_file import Kept, keep, kept_at
from reader.storage.positions import Positions

KEPT = Kept(
    "0123456789abcdef0123456789abcdef",
    7,
    -5,
    BitMap([1, 2, 3, 70_000]),
    Marks(BitMap([1, 2]), BitMap([3]), BitMap([2]), Positions.of([(70_000, 0.1), (2, 0.75)]), 1 << 62),
)


def test_what_was_kept_comes_back(tmp_path: Path) -> None:
    keep(tmp_path / "marks.bin", KEPT)
    assert kept_at(tmp_path / "marks.bin") == KEPT
    assert [file.name for file in tmp_path.iterdir()] == ["marks.bin"]


def test_where_it_cannot_be_written_there_is_none(tmp_path: Path) -> None:
    keep(tmp_path / "no folder" / "marks.bin", KEPT)
    assert kept_at(tmp_path / "no folder" / "marks.bin") is None


def test_a_file_with_any_byte_changed_or_missing_counts_as_none(tmp_path: Path) -> None:
    path = tmp_path / "marks.bin"
    keep(path, KEPT)
    data = path.read_bytes()
    for at in range(len(data)):
        path.write_bytes(data[:at] + bytes([data[at] ^ 4]) + data[at + 1 :])
        assert kept_at(path) is None, at
        path.write_bytes(data[:at])
        assert kept_at(path) is None, at
