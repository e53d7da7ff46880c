"""Which generator a folder is written for, and what its configuration says."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

import yaml

from reader.domain.problem import Problem
from reader.domain.site import Site

CONFIG: Final = ("_config.yml", "_config.yaml")
"""Jekyll's configuration files; those in TOML are as good as extinct."""
CONFIG_LIMIT: Final = 2**20
DEPTH_LIMIT: Final = 100
"""Lists and mappings within each other; what makes values of YAML goes as deep without asking."""
NODE_LIMIT: Final = 200_000
"""Values of a configuration, those counted that an alias repeats."""
HEXO: Final = frozenset({"source_dir", "public_dir", "new_post_name", "post_asset_folder", "skip_render"})
"""Keys that only Hexo's configuration has, which bears the same file name."""
UNLIKELY: Final = frozenset({"node_modules", "vendor", "_site", "public"})


def read_site(folder_root: Path) -> tuple[Site, tuple[Problem, ...]]:
    """Return what a folder holds: a Jekyll site, at its top or in a direct subfolder, or plain files.

    Nothing is raised: a configuration that cannot be read is a problem, and what of it can be read
    counts. Links are followed only to what lies in the folder.
    """
    root = folder_root.resolve()
    if _is_hexo(root):
        # Not understood by itself yet: its posts are read as the plain files that they are too.
        return Site("plain", title=root.name), ()
    for source, folder in _candidates(root):
        found = _jekyll(root, source, folder)
        if found is not None:
            return found
    return Site("plain", title=root.name), ()


def _candidates(root: Path) -> Iterator[tuple[str, Path]]:
    """Yield the folders in which a site may begin: the top, docs/, and then the others by name."""
    yield "", root
    try:
        names = sorted(entry.name for entry in os.scandir(root) if entry.is_dir(follow_symlinks=False))
    except OSError:
        return
    for name in sorted(names, key=lambda name: name != "docs"):
        if not name.startswith((".", "_")) and name not in UNLIKELY:
            yield name, root / name


def _jekyll(root: Path, source: str, folder: Path) -> tuple[Site, tuple[Problem, ...]] | None:
    """Return the Jekyll site that begins in a folder, or None."""
    file = next((folder / name for name in CONFIG if (folder / name).is_file()), None)
    if file is None or not file.resolve().is_relative_to(root):
        # Without a configuration a site begins at the top, whatever folder its posts lie in.
        return (Site("jekyll", root.name), ()) if (folder / "_posts").is_dir() else None
    path = file.relative_to(root).as_posix()
    config, problems = _configuration(file, path)
    zone = config.get("timezone")
    if zone is not None and not _is_zone(str(zone)):
        problems = (*problems, Problem(path, "config", f"no time zone is called {str(zone)[:60]!r}"))
    title = config.get("title") or config.get("name")
    named = " ".join(title.split()) if isinstance(title, str) else root.name
    return Site("jekyll", named, _source(root, source, config), config), problems


def _is_hexo(root: Path) -> bool:
    """Say whether a folder with a ``_config.yml`` is Hexo's, whose posts lie below ``source/``."""
    file = root / CONFIG[0]
    if not file.is_file() or not file.resolve().is_relative_to(root):
        return False
    config, _ = _configuration(file, CONFIG[0])
    if not HEXO.isdisjoint(config):
        return True
    return "source" not in config and not (root / "_posts").is_dir() and (root / "source" / "_posts").is_dir()


def _source(root: Path, source: str, config: Mapping[str, Any]) -> str:
    """Return where a site's files begin, which its configuration may say."""
    moved = config.get("source")
    if isinstance(moved, str) and moved.strip("./"):
        inner = (root / source / moved).resolve()
        if inner.is_relative_to(root) and inner.is_dir():
            return inner.relative_to(root).as_posix()
    # A configuration that is kept beside the collections it names is meant for the folder above.
    collections = config.get("collections_dir")
    if source and isinstance(collections, str) and not (root / source / collections).is_dir():
        above = source.rpartition("/")[0]
        if (root / above / collections).resolve() == (root / source).resolve():
            return above
    return source


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        return False
    return True


def _configuration(file: Path, path: str) -> tuple[Mapping[str, Any], tuple[Problem, ...]]:
    """Return a configuration, as much of it as is YAML."""
    try:
        with file.open("rb") as stream:
            text = stream.read(CONFIG_LIMIT).decode("utf-8-sig", "replace")
    except OSError as error:
        return {}, (Problem(path, "config", error.strerror or "it cannot be opened", repaired=False),)
    try:
        return _mapping(text), ()
    except (yaml.YAMLError, ValueError, TypeError, RecursionError) as error:
        detail = (str(error).splitlines() or ["not YAML"])[0][:120]
        return _rescued(text), (Problem(path, "config", detail),)


def _mapping(text: str) -> dict[str, Any]:
    _weigh(text)
    loaded = yaml.load(text, Loader=yaml.CSafeLoader)
    if loaded is None:
        return {}
    if not isinstance(loaded, dict):
        raise TypeError("it holds no keys and values")
    return {str(key): value for key, value in loaded.items()}


def _weigh(text: str) -> None:
    """Raise ValueError for what is too deep, or too large once its aliases are written out.

    The parser tells its events one by one; what builds values of them would end in its own recursion.
    """
    nodes = 0
    open_ones: list[tuple[str | None, int]] = []
    sizes: dict[str | None, int] = {}
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.NodeEvent):
            nodes += _size(event, sizes)
        if isinstance(event, yaml.CollectionStartEvent):
            open_ones.append((event.anchor, nodes - 1))
        elif isinstance(event, yaml.CollectionEndEvent):
            anchor, before = open_ones.pop()
            sizes[anchor] = nodes - before
        if nodes > NODE_LIMIT:
            raise ValueError("it is too large")
        if len(open_ones) > DEPTH_LIMIT:
            raise ValueError("it is nested too deeply")


def _size(event: yaml.NodeEvent, sizes: dict[str | None, int]) -> int:
    """Return how many values begin with an event; ``sizes`` knows those with an anchor that are closed."""
    if not isinstance(event, yaml.AliasEvent):
        sizes.pop(event.anchor, None)
        if isinstance(event, yaml.ScalarEvent):
            sizes[event.anchor] = 1
        return 1
    if event.anchor not in sizes:
        raise ValueError("it refers to itself or to nothing")
    return sizes[event.anchor]


def _rescued(text: str) -> dict[str, Any]:
    """Read a broken configuration one top-level key at a time."""
    chunks: list[str] = []
    for line in text.splitlines()[:2000]:
        if chunks and line[:1] in ("", " ", "\t", "-", "#", "]", "}"):
            chunks[-1] += f"\n{line}"
        else:
            chunks.append(line)
    config: dict[str, Any] = {}
    for chunk in chunks:
        try:
            config.update(_mapping(chunk))
        except (yaml.YAMLError, ValueError, TypeError, RecursionError):
            continue
    return config
