from __future__ import annotations

from reader.ui.viewer.engine import FLAGS, LARGE_TILES, use_large_tiles


def test_pages_are_put_together_of_large_tiles() -> None:
    environment = {FLAGS: "--disable-gpu"}
    use_large_tiles(environment)
    use_large_tiles(environment)
    assert environment[FLAGS].split() == ["--disable-gpu", *LARGE_TILES]


def test_a_tile_that_somebody_chose_stays() -> None:
    environment = {FLAGS: "--default-tile-width=512"}
    use_large_tiles(environment)
    assert environment[FLAGS].split() == ["--default-tile-width=512", *LARGE_TILES[1:]]
