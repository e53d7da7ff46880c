"""What is known of the site that a folder holds, before any post is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Flavour = Literal["jekyll", "plain"]


@dataclass(frozen=True)
class Site:
    """The generator of a folder and its configuration.

    ``source`` is the folder of the site below the archive's root ("" or "docs"), without a
    trailing slash; ``config`` is the parsed configuration (an empty mapping when there is none).
    Instances travel to worker processes, so they hold plain data only.
    """

    flavour: Flavour
    title: str = ""
    source: str = ""
    config: Mapping[str, Any] = field(default_factory=dict)

    def text(self, key: str, default: str = "") -> str:
        """Return a configuration value as text, or the default when it is absent or null."""
        value = self.config.get(key)
        return default if value is None else str(value)


def limit_of(site: Site) -> int:
    """Return how many posts a site shows, the newest ones; 0 for all.

    Jekyll's ``limit_posts`` (site.rb, limit_posts!); what stops its build there, such as -1, is none.
    """
    limit = site.config.get("limit_posts")
    if site.flavour != "jekyll" or isinstance(limit, bool) or not isinstance(limit, int):
        return 0
    return max(limit, 0)


def markdown_extensions(site: Site) -> frozenset[str]:
    """Return the extensions, without dots, that the configuration adds to those of Markdown.

    Jekyll's ``markdown_ext`` (converters/markdown.rb): names with commas between them.
    """
    names = (name.strip().lower() for name in site.text("markdown_ext").split(","))
    return frozenset(name for name in names if name)
