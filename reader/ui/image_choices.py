"""Of which categories the person lets remote images be fetched."""

from __future__ import annotations

from reader.library.library import Library
from reader.settings import SettingsStore


class ImageChoices:
    """Kept in the settings, for each folder by its path."""

    def __init__(self, settings: SettingsStore) -> None:
        self._settings = settings

    def shows(self, library: Library, number: int) -> bool:
        """Say whether those of an article are fetched, for one of its categories."""
        chosen, folder = self._settings.value.image_categories, str(library.folder)
        return folder in chosen and not set(chosen[folder]).isdisjoint(_slugs(library, number))

    def allow(self, library: Library, number: int) -> None:
        """Let those of all categories of an article be fetched from now on. Raises OSError."""
        folder, chosen = str(library.folder), dict(self._settings.value.image_categories)
        chosen[folder] = tuple(dict.fromkeys((*chosen.get(folder, ()), *_slugs(library, number))))
        self._settings.change(image_categories=chosen)


def _slugs(library: Library, number: int) -> tuple[str, ...]:
    listing = library.listing(number)
    return listing.article.categories if listing else ()
