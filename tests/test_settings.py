"""Settings: whole values out of any file, and files that are never half written."""

from __future__ import annotations

import json
import os
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.settings import FILE_NAME, LARGEST_FONT, SMALLEST_FONT, Settings, SettingsStore, load, save

NAMES = st.text(max_size=20)
SETTINGS = st.builds(
    Settings,
    theme=st.sampled_from(["system", "light", "dark"]),
    language=NAMES,
    mark_read=st.sampled_from(["open", "leave", "never"]),
    font_size=st.integers(SMALLEST_FONT, LARGEST_FONT),
    serif=st.booleans(),
    recent=st.lists(NAMES, max_size=10).map(tuple),
    image_categories=st.dictionaries(NAMES, st.lists(NAMES, max_size=3).map(tuple), max_size=3),
    hide_read_categories=st.booleans(),
    show_hidden=st.booleans(),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings" / FILE_NAME


def write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def test_no_file_gives_the_defaults(path: Path) -> None:
    assert load(path) == Settings()
    assert not path.parent.exists()


@given(settings=SETTINGS)
def test_what_is_saved_is_loaded(path: Path, settings: Settings) -> None:
    save(path, settings)
    assert load(path) == settings


def test_a_folder_with_undecodable_bytes_in_its_name_is_remembered(path: Path) -> None:
    settings = Settings(recent=(os.fsdecode(b"/news/\xff\xfe"),))
    save(path, settings)
    assert load(path) == settings


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"null", b"\xff\xfe\x00", b"{} {}", b"[" * 100_000])
def test_a_broken_file_gives_defaults_and_is_kept(path: Path, data: bytes) -> None:
    write(path, data)
    assert load(path) == Settings()
    assert not path.exists()
    assert path.with_name(FILE_NAME + ".broken").read_bytes() == data


@given(data=st.binary(max_size=60))
def test_no_bytes_make_loading_fail(path: Path, data: bytes) -> None:
    write(path, data)
    assert isinstance(load(path), Settings)


@given(stored=st.fixed_dictionaries({}, optional={one.name: JSON for one in fields(Settings)}))
def test_any_object_gives_settings_that_can_be_saved(path: Path, stored: dict[str, object]) -> None:
    write(path, json.dumps(stored).encode())
    settings = load(path)
    assert settings.theme in {"system", "light", "dark"}
    assert settings.mark_read in {"open", "leave", "never"}
    assert SMALLEST_FONT <= settings.font_size <= LARGEST_FONT
    assert isinstance(settings.serif, bool)
    assert all(isinstance(folder, str) for folder in settings.recent)
    save(path, settings)
    assert load(path) == settings


def test_one_useless_field_leaves_the_others(path: Path) -> None:
    write(path, b'{"theme": "plaid", "font_size": true, "serif": false, "of_a_later_version": 1}')
    assert load(path) == Settings(serif=False)


def test_a_folder_in_the_place_of_the_file_gives_defaults(path: Path) -> None:
    path.mkdir(parents=True)
    assert load(path) == Settings()


def test_a_failed_save_keeps_the_old_file_and_leaves_nothing_behind(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(path, Settings(theme="dark"))

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        save(path, Settings(theme="light"))
    assert load(path) == Settings(theme="dark")
    assert [entry.name for entry in path.parent.iterdir()] == [FILE_NAME]


def test_the_latest_folder_comes_first_and_ten_are_kept() -> None:
    settings = Settings()
    for number in range(12):
        settings = settings.opened(f"/{number}")
    settings = settings.opened("/5")
    assert settings.recent == ("/5", "/11", "/10", "/9", "/8", "/7", "/6", "/4", "/3", "/2")


def test_the_store_saves_each_change_at_once(path: Path) -> None:
    store = SettingsStore(path)
    store.change(theme="dark")
    store.opened("/news")
    assert store.value == replace(Settings(), theme="dark", recent=("/news",))
    assert load(path) == store.value


def test_the_store_does_not_write_what_did_not_change(path: Path) -> None:
    SettingsStore(path).change(theme="system")
    assert not path.exists()
