"""What of a site's configuration its articles depend on, as one short text."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from reader.domain.site import Site


def signature(site: Site) -> str:
    """Return a text that changes when the site's configuration does."""
    return sha256(
        repr((site.flavour, site.source, _sorted(site.config))).encode("utf-8", "replace")
    ).hexdigest()


def _sorted(value: Any) -> Any:  # noqa: ANN401 - a configuration holds anything
    if isinstance(value, Mapping):
        return sorted((str(key), _sorted(inner)) for key, inner in value.items())
    return [_sorted(inner) for inner in value] if isinstance(value, list) else value
