from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from pytestqt.qtbot import QtBot

from reader.paths import resources
from reader.ui.actions import SPECS
from reader.ui.theme.icons import Icons
from reader.ui.theme.look import Look
from reader.ui.theme.measures import FALLBACKS, Measures
from reader.ui.theme.stylesheet import stylesheet
from reader.ui.theme.theme import Role, ThemeError, contrast, load, load_all

THEMES = load_all(resources() / "themes")


def test_the_shipped_themes() -> None:
    assert set(THEMES) == {"light", "dark", "sepia", "contrast"}
    assert THEMES["light"][Role.PAGE] == "#FFFEFB"
    assert THEMES["dark"][Role.ACCENT] == "#EA7A63"


@pytest.mark.parametrize("name", sorted(THEMES))
@pytest.mark.parametrize("ground", [Role.PAGE, Role.LIST, Role.SIDEBAR, Role.FIELD])
def test_what_must_be_read_can_be_read(name: str, ground: Role) -> None:
    theme = THEMES[name]
    assert contrast(theme[Role.INK], theme[ground]) >= 7
    assert contrast(theme[Role.INK2], theme[ground]) >= 4.5


@pytest.mark.parametrize("name", sorted(THEMES))
def test_what_stands_on_a_coloured_ground_can_be_read(name: str) -> None:
    theme = THEMES[name]
    assert contrast(theme[Role.ON_ACCENT], theme[Role.ACCENT]) >= 4.5
    assert contrast(theme[Role.ON_TOAST], theme[Role.TOAST]) >= 7
    assert contrast(theme[Role.TOAST_ACTION], theme[Role.TOAST]) >= 4.5
    assert contrast(theme[Role.INK], theme[Role.SELECTION]) >= 7


def test_contrast_is_what_the_guidelines_say() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_a_theme_without_a_role_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "theme.toml").write_text('[colours]\nred = "#FF0000"\n[roles]\npage = "red"\n', "utf-8")
    with pytest.raises(ThemeError, match="“list” has no colour"):
        load(tmp_path)
    (tmp_path / "theme.toml").write_text("[colours", "utf-8")
    with pytest.raises(ThemeError, match=re.escape(str(tmp_path))):
        load(tmp_path)


def test_the_page_gets_every_role() -> None:
    css = THEMES["dark"].css_variables()
    assert "color-scheme:dark" in css
    assert "--page:#252421;" in css
    assert "--sel:#34312C;" in css


def test_every_icon_of_an_action_is_drawn_in_the_colour_asked_for(qapp: object) -> None:
    assert qapp
    icons = Icons(resources() / "icons")
    for name in {spec.icon for spec in SPECS} - {""}:
        image = icons.pixmap(name, "#FF0000", 16, 2.0).toImage()
        assert image.width() == 32
        colours = {image.pixelColor(x, y).name() for x in range(32) for y in range(32)}
        assert "#ff0000" in colours, name


def test_the_style_sheet_has_no_gap_left_and_grows_with_the_text(qapp: object) -> None:
    assert qapp
    small = Look(THEMES, Measures("Sans"), Icons(resources() / "icons"), "light")
    large = Look(THEMES, Measures("Sans", 2.0), Icons(resources() / "icons"), "light")
    assert not re.search(r"\{[a-z0-9-]+\}", stylesheet(small))
    assert "border-radius: 8px" in stylesheet(small)
    assert "border-radius: 16px" in stylesheet(large)
    assert "border: 1px solid" in stylesheet(large)
    assert large.measures.font(14).pointSizeF() == 2 * small.measures.font(14).pointSizeF()


def test_a_system_font_leads_and_a_placeholder_does_not(qapp: object) -> None:
    assert qapp
    assert Measures("Segoe UI").font().families()[0] == "Segoe UI"
    assert Measures("Sans Serif").font().families()[0] == FALLBACKS[0]


def test_choosing_a_theme_tells_once(qtbot: QtBot, look: Look) -> None:
    with qtbot.waitSignal(look.changed):
        look.choose("dark")
    assert look.colour(Role.PAGE) == QColor("#252421")
    assert look.palette().color(QPalette.ColorRole.WindowText) == QColor("#E9E6DF")
    with qtbot.assertNotEmitted(look.changed):
        look.choose("dark")


def test_following_the_system_follows_it(qtbot: QtBot) -> None:
    dark = [False]
    look = Look(THEMES, Measures("Sans"), Icons(resources() / "icons"), is_dark=lambda: dark[0])
    told = QGuiApplication.styleHints().colorSchemeChanged
    assert look.theme.name == "light"
    dark[0] = True
    with qtbot.waitSignal(look.changed):
        told.emit(Qt.ColorScheme.Dark)
    assert look.theme.name == "dark"
    look.choose("sepia")
    dark[0] = False
    with qtbot.assertNotEmitted(look.changed):
        told.emit(Qt.ColorScheme.Light)
