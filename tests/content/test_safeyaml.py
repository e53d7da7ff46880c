from __future__ import annotations

import contextlib
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from reader.content.safeyaml import Loader, printed, stamp, too_deep

EAST = timezone(timedelta(hours=8))


def _load(text: str) -> object:
    return yaml.load(text, Loader=Loader)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("yes", True), ("No", False), ("ON", True), ("off", False), ("true", True),
        ("~", None), ("null", None), ("", None),
        ("12", 12), ("-3", -3), ("1_000", 1000), ("1,000", 1000), ("010", 8), ("0x1F", 31), ("0b11", 3),
        ("09", 9.0), ("1.50", 1.5), (".5", 0.5), ("1e3", "1e3"), ("1.0e+3", 1000.0),
        ("1.2.3", "1.2.3"), (".", "."),
        # Sexagesimal numbers of YAML 1.1 are none here.
        ("12:30", "12:30"), ("12:30:45", "12:30:45"), ("+0800", 800.0),
        ("2016-02-30", "2016-02-30"), ("2020-01-01", date(2020, 1, 1)), ("2020-1-1", "2020-1-1"),
        ("2021-12-08 10:46", "2021-12-08 10:46"),
        ("2021-12-08 10:46:18", datetime(2021, 12, 8, 10, 46, 18)),  # noqa: DTZ001
        ("2021-12-08 10:46:18 +0800", datetime(2021, 12, 8, 10, 46, 18, tzinfo=EAST)),
        ("2021-12-08T10:46:18+08:00", datetime(2021, 12, 8, 10, 46, 18, tzinfo=EAST)),
        ("2021-12-08 10:46:18 +8", datetime(2021, 12, 8, 10, 46, 18, tzinfo=EAST)),
        ("2021-12-08 10:46:18.25 Z", datetime(2021, 12, 8, 10, 46, 18, 250_000, tzinfo=UTC)),
        ("2021-13-08 10:46:18", "2021-13-08 10:46:18"),
        ("2021-12-08 10:46:18 +9999", "2021-12-08 10:46:18 +9999"),
        ("!ruby/object:X {a: 1}", {"a": 1}), ("!!python/name:os.system x", "x"), ("!!binary aGk=", "aGk="),
        ("!!set {a, b}", {"a": None, "b": None}), ("!!int twelve", "twelve"), ("!!bool maybe", "maybe"),
    ],
)  # fmt: skip
def test_scalars_are_safeyamls(written: str, value: object) -> None:
    assert _load(f"key: {written}") == {"key": value}


def test_quoted_scalars_are_text() -> None:
    assert _load("a: '12'\nb: \"yes\"\nc: '2020-01-01'") == {"a": "12", "b": "yes", "c": "2020-01-01"}


def test_merge_keys_and_the_last_of_two() -> None:
    assert _load("a: &x {k: 1}\nb:\n  <<: *x\n  l: 2\na: 3") == {"a": 3, "b": {"k": 1, "l": 2}}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""), (True, "true"), (False, "false"), (7, "7"), (1.0, "1.0"), ("x", "x"),
        (["a", 1, None], "a, 1, "),
        (date(2020, 1, 2), "2020-01-02"),
        (datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC), "2020-01-02 03:04:05 UTC"),
        (datetime(2020, 1, 2, 3, 4, 5, tzinfo=EAST), "2020-01-02 03:04:05 +0800"),
    ],
)  # fmt: skip
def test_values_print_as_ruby_prints_them(value: object, text: str) -> None:
    assert printed(value) == text


@pytest.mark.parametrize(
    "text", ["[" * 100_000, "{a: " * 50_000, "- " * 100_000, "-\t" * 100_000, "? " * 50_000]
)
def test_texts_that_would_end_the_process_are_recognised(text: str) -> None:
    assert too_deep(text)


def test_long_lists_are_not_deep() -> None:
    assert not too_deep("tags:\n" + "- a\n" * 5000)
    assert not too_deep("tags: [" + "a, " * 5000 + "]")


@given(st.text(alphabet="-?[]{}:,&*!|>'\"%@`#ab01.+ \n\t", max_size=60))
def test_any_text_is_loaded_or_refused(text: str) -> None:
    with contextlib.suppress(yaml.YAMLError, ValueError, TypeError):
        _load(text)


PIECES = st.sampled_from(
    ["a", "yes", "12", "010", "~", "''", '"x: y"', "2022-05-26", "2022-05-26 22:41:13 +0800", "<<", "=",
     "!!int 3", "!odd z", "&n 1", "*n", "[a, b]", "{c: d}", "|\n  text", "每日", "1.5", "!!null x"]
)  # fmt: skip


@given(st.lists(st.tuples(PIECES, PIECES), max_size=6))
def test_short_cut_for_mappings_of_scalars_changes_nothing(pairs: list[tuple[str, str]]) -> None:
    class Detour(Loader):
        get_single_data = yaml.constructor.BaseConstructor.get_single_data
        resolve = yaml.resolver.BaseResolver.resolve

    def outcome(loader: type[Loader]) -> object:
        try:
            return repr(yaml.load(text, Loader=loader))
        except (yaml.YAMLError, TypeError) as error:
            return type(error)

    text = "\n".join(f"{key}: {value}" for key, value in pairs)
    assert outcome(Loader) == outcome(Detour)


@given(
    st.integers(0, 9999),
    st.integers(0, 13),
    st.integers(0, 32),
    st.tuples(st.integers(0, 25), st.integers(0, 61), st.integers(0, 61)),
    st.tuples(st.sampled_from("+-"), st.integers(0, 2599)),
)
def test_the_usual_form_of_a_moment_means_what_the_general_rule_says(
    year: int, month: int, day: int, clock: tuple[int, int, int], zone: tuple[str, int]
) -> None:
    """Two blanks between day and time make it an unusual one."""
    hour, minute, second = clock
    head, tail = f"{year:04}-{month:02}-{day:02}", f"{hour:02}:{minute:02}:{second:02} {zone[0]}{zone[1]:04}"
    usual, unusual = stamp(f"{head} {tail}"), stamp(f"{head}  {tail}")
    if isinstance(unusual, str):
        assert usual == f"{head} {tail}"
    else:
        assert usual == unusual
        assert printed(usual) == printed(unusual)
