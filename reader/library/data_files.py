"""A site's data files, which its articles may quote: what Liquid finds under ``site.data``.

As Jekyll reads them (https://jekyllrb.com/docs/datafiles/): YAML, JSON, CSV and TSV below ``_data``,
a key for each file and each folder.
"""

from __future__ import annotations

import csv
import json
import posixpath
import re
from collections.abc import Iterator
from typing import Any, Final

import yaml

from reader.content.decode import decode
from reader.content.safeyaml import Loader, too_deep
from reader.domain.site import Site
from reader.sources.folder import Folder

FILE_LIMIT: Final = 2**20
"""Bytes that are read of one data file."""
FILES_LIMIT: Final = 500
"""Data files that are read of one site."""
DEPTH_LIMIT: Final = 8
_EXTENSIONS: Final = frozenset({".yaml", ".yml", ".json", ".csv", ".tsv"})


def read_data(folder: Folder, site: Site) -> dict[str, Any]:
    """Return the data of a site; a file that cannot be read is left out."""
    top = posixpath.join(site.source, site.text("data_dir", "_data").strip("/"))
    data: dict[str, Any] = {}
    for number, path in enumerate(_files(folder, top)):
        if number >= FILES_LIMIT:
            break
        *folders, name = path[len(top) + 1 :].split("/")
        stem, extension = posixpath.splitext(name)
        found = _value(folder, path, extension.lower())
        place = data
        for step in folders:
            inner = place.setdefault(_key(step), {})
            place = inner if isinstance(inner, dict) else {}
        if found is not None:
            place[_key(stem)] = found
    return data


def _files(folder: Folder, top: str) -> Iterator[str]:
    waiting = [top]
    while waiting:
        path = waiting.pop()
        real = folder.contains(path)
        if real is None or path.count("/") - top.count("/") > DEPTH_LIMIT:
            continue
        try:
            entries = sorted(real.iterdir())
        except OSError:
            continue
        for entry in entries:
            inside = f"{path}/{entry.name}"
            if entry.is_dir() and not entry.is_symlink():
                waiting.append(inside)
            elif entry.suffix.lower() in _EXTENSIONS:
                yield inside


def _key(name: str) -> str:
    return re.sub(r"\s+", "_", re.sub(r"[^\w\s-]+", "", name).strip())


def _value(folder: Folder, path: str, extension: str) -> object:
    try:
        text = decode(folder.read(path, FILE_LIMIT)).text
        if extension in (".csv", ".tsv"):
            return list(csv.DictReader(text.splitlines(), delimiter="," if extension == ".csv" else "\t"))
        if extension == ".json":
            return json.loads(text)
        return None if too_deep(text) else yaml.load(text, Loader=Loader)  # noqa: S506 - it makes plain values only
    except (
        OSError,
        ValueError,
        yaml.YAMLError,
        csv.Error,
        RecursionError,
        TypeError,
        LookupError,
        AttributeError,
    ):
        return None
