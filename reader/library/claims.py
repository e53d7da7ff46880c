"""Who gets a key that several articles declare: the first by path; the others go by their files' names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reader.domain.stem import stem_key
from reader.storage.catalog_writer import CatalogWriter
from reader.storage.rows import Claim


def settle(writer: CatalogWriter, declared: Iterable[str], generation: int) -> None:
    """Write the keys of all articles that declare one of these."""
    for number, key in rightful(writer.claims(declared)):
        writer.rekey(number, key, generation)


def rightful(claims: Sequence[Claim]) -> list[tuple[int, str]]:
    """Return (number, key) of the articles whose key must change, whatever the order of the claims."""
    owners: dict[str, str] = {}
    for claim in claims:
        owners[claim.declared] = min(claim.path, owners.get(claim.declared, claim.path))
    changes = []
    for claim in claims:
        own = claim.path if claim.by_path else stem_key(claim.path)
        key = claim.declared if owners[claim.declared] == claim.path else own
        if key != claim.key:
            changes.append((claim.number, key))
    return changes
