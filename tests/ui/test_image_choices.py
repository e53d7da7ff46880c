from __future__ import annotations

from reader.library.library import Library
from reader.settings import SettingsStore
from reader.ui.image_choices import ImageChoices


def test_images_are_allowed_for_the_categories_of_an_article(
    library: Library, settings: SettingsStore
) -> None:
    choices = ImageChoices(settings)
    one, same, other = (
        library.number_of(f"_posts/2022-05-23-{slug}.md")
        for slug in ("notes-10", "notes-13", "meirijingji-8")
    )
    assert one is not None
    assert same is not None
    assert other is not None
    assert not choices.shows(library, one)
    choices.allow(library, one)
    assert choices.shows(library, one)
    assert choices.shows(library, same)
    assert not choices.shows(library, other)
    assert settings.value.image_categories == {str(library.folder): ("notes",)}
