from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.content.colours import MINIMUM, contrast, parse_colour, readable_colours
from reader.content.recolouring import recolour

LIGHT, LIGHT_INK = (255, 254, 251), (35, 33, 29)
DARK, DARK_INK = (37, 36, 33), (233, 230, 223)
PART = st.integers(0, 255)
COLOUR = st.tuples(PART, PART, PART)


@pytest.mark.parametrize(
    ("text", "colour"),
    [
        ("#F00", (255, 0, 0)),
        ("#0080ff", (0, 128, 255)),
        ("RED", (255, 0, 0)),
        ("rgb(1, 2,3)", (1, 2, 3)),
        ("rgba(1,2,3,1)", (1, 2, 3)),
        ("rgba(1,2,3,.2)", None),
        ("rgb(999,0,0)", (255, 0, 0)),
        ("inherit", None),
        ("#12345", None),
        ("", None),
    ],
)
def test_reads_colours(text: str, colour: tuple[int, int, int] | None) -> None:
    assert parse_colour(text) == colour


def test_contrast_is_that_of_wcag() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.01)


@given(COLOUR, COLOUR)
def test_contrast_does_not_depend_on_the_order(
    one: tuple[int, int, int], other: tuple[int, int, int]
) -> None:
    assert contrast(one, other) == contrast(other, one) >= 1


@given(COLOUR, COLOUR, st.sampled_from([(LIGHT, LIGHT_INK), (DARK, DARK_INK)]))
def test_what_is_kept_can_be_read(
    text: tuple[int, int, int],
    ground: tuple[int, int, int],
    theme: tuple[tuple[int, int, int], tuple[int, int, int]],
) -> None:
    page, ink = theme
    colour, background = readable_colours(f"rgb{text}", f"rgb{ground}", page, ink)
    shown = parse_colour(colour) or ink
    assert contrast(shown, parse_colour(background) or page) >= MINIMUM


def test_dark_text_is_lightened_on_a_dark_page_only() -> None:
    html = '<span style="color:#333333;font-weight:bold">x</span>'
    assert recolour(html, LIGHT, LIGHT_INK) == '<span style="font-weight:bold;color:#333333">x</span>'
    assert recolour(html, DARK, DARK_INK) == '<span style="font-weight:bold;color:#8e8c89">x</span>'


def test_what_was_red_stays_reddish() -> None:
    shown, _ = readable_colours("red", "", LIGHT, LIGHT_INK)
    assert parse_colour(shown) == (233, 3, 3)


def test_the_colour_of_a_font_element_counts_too() -> None:
    assert recolour('<font color="navy">x</font>', LIGHT, LIGHT_INK) == '<font style="color:navy">x</font>'
    assert recolour('<font color="nothing">x</font>', LIGHT, LIGHT_INK) == "<font>x</font>"


def test_a_white_ground_under_light_ink_goes() -> None:
    assert recolour('<p style="background-color:#fff">x</p>', DARK, DARK_INK) == "<p>x</p>"
    both = '<p style="color:#000;background-color:#fff">x</p>'
    assert recolour(both, DARK, DARK_INK) == both
