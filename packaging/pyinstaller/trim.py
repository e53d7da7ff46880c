"""What of everything that PyInstaller finds goes into the bundle: a keep list, and what that needs.

A wheel of Qt holds many times what one program uses, and PyInstaller takes most of it. Kept is what the lists
below name, and of Qt's libraries only those that something kept is linked with. Destinations come as
PyInstaller gives them, ``PySide6/Qt/plugins/platforms/libqxcb.so``; Windows leaves out the ``Qt`` and
turns the slashes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from fnmatch import fnmatchcase
from pathlib import PurePath
from typing import Final

LANGUAGES: Final = {"en": "en-US", "zh_CN": "zh-CN"}
"""The window's languages, each with the name that Chromium has for it."""
PLUGINS: Final = {
    "platforms": {"xcb", "wayland", "offscreen", "minimal", "windows", "cocoa"},
    "platforminputcontexts": {"composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"},
    "platformthemes": {"xdgdesktopportal", "gtk3"},
    "imageformats": {"gif", "ico", "jpeg", "svg", "webp"},
    "iconengines": {"svgicon"},
    "printsupport": {"cupsprintersupport"},
    "styles": {"modernwindowsstyle", "macstyle"},
    "tls": {"certonlybackend", "opensslbackend", "schannelbackend", "securetransportbackend"},
    "networkinformation": {"networkmanager", "networklistmanager", "scnetworkreachability"},
    "xcbglintegrations": {"xcb-egl-integration", "xcb-glx-integration"},
    "wayland-decoration-client": {"adwaita", "bradient"},
    "wayland-graphics-integration-client": {"qt-plugin-wayland-egl"},
    "wayland-shell-integration": {"xdg-shell"},
}
"""Plugins of Qt by their kind, without what their files' names begin and end with."""
MODULES: Final = {
    "QtCore", "QtDBus", "QtGui", "QtNetwork", "QtPrintSupport", "QtSvg", "QtWebChannel", "QtWebEngineCore",
    "QtWebEngineWidgets", "QtWidgets",
}  # fmt: skip
"""Python's modules of Qt."""
NEVER: Final = {"doc", "glue", "include", "metatypes", "modules", "qml", "scripts", "typesystems"}
RESOURCES: Final = (
    "icudtl.dat",
    "qtwebengine_resources.pak",
    "qtwebengine_resources_100p.pak",
    "qtwebengine_resources_200p.pak",
    "v8_context_snapshot*.bin",
)
UNUSED: Final = re.compile(
    r"babel/locale-data/(?!(root|en|en_US|en_001|zh|zh_Hans|zh_Hans_CN)\.dat$)"
    r"|opencc/clib/(bin|include|lib|lib64)/|[^/]+\.chk$|.*\.pyi$|.*/py\.typed$|PySide6/[^/]*\.(py|pyi)$"
)
"""Languages of other windows, what programs in C need, and checksums of libraries that are left out."""
OF_THE_HOST: Final = ("libpython*", "libbz2.so.1.0")
"""Libraries of the building system that go along: others have not got these, or under another name."""
BY_NAME: Final = {"opengl32sw.dll"}
"""Libraries that Qt loads by name: this one draws on Windows where no graphics driver can."""
_FRAMEWORK: Final = re.compile(r"(Qt\w+)\.framework/")
_LIBRARY: Final = re.compile(r"(?:lib)?(?:Qt6\w+|icu\w+|\w+)\.(?:so|dylib|dll)", re.IGNORECASE)


def is_kept(destination: str) -> bool:
    """Say whether the lists keep a file; Qt's libraries among them are a matter of `reached`."""
    path = destination.replace("\\", "/")
    if UNUSED.match(path):
        return False
    of_qt = path.removeprefix("PySide6/")
    return of_qt == path or _is_kept_of_qt(of_qt.removeprefix("Qt/"))


def _is_kept_of_qt(path: str) -> bool:
    """Say the same of a file of Qt, by its path among them."""
    if _FRAMEWORK.search(path) and "/Resources/" in path:
        if path.endswith("/Resources/Info.plist"):
            return True
        path = "resources/" + path.rpartition("/Resources/")[2]
    kind, _, rest = path.partition("/")
    if kind in NEVER:
        return False
    rules = {
        "translations": _is_wanted_resource,
        "resources": _is_wanted_resource,
        "plugins": _is_wanted_plugin,
        "libexec": _is_process_of_the_engine,
    }
    if kind in rules:
        return rules[kind](rest)
    module = re.match(r"(Qt\w+)\.(?:abi3\.so|pyd|cp\d)", path)
    return module is None or module[1] in MODULES


def is_library_of_qt(destination: str) -> bool:
    """Say whether a file is a library that comes with Qt and is kept only where something needs it."""
    path = destination.replace("\\", "/")
    inside = path.removeprefix("PySide6/")
    if inside == path:
        return False
    if _FRAMEWORK.search(inside):
        return "/Helpers/" not in inside and "/Resources/" not in inside
    if inside.startswith("Qt/lib/"):
        return True
    if "/" in inside or inside.lower() in BY_NAME:
        return False
    return bool(_LIBRARY.match(inside)) and inside.lower().endswith(".dll")


def framework_of(destination: str) -> str:
    """Return the framework of macOS that a file is a part of, or "": it goes where its library goes."""
    found = _FRAMEWORK.search(destination)
    return found[1] if found else ""


def is_of_the_host(destination: str, source: str, own: Iterable[str]) -> bool:
    """Say whether a library was found on the building system and not in one of Python's ``own`` folders."""
    if PurePath(destination).parent != PurePath() or ".so" not in destination:
        return False
    if any(fnmatchcase(PurePath(destination).name, name) for name in OF_THE_HOST):
        return False
    return not any(PurePath(source).is_relative_to(folder) for folder in own)


def reached(
    roots: Iterable[str], libraries: Mapping[str, str], needs: Callable[[str], Iterable[str]]
) -> set[str]:
    """Return those of some libraries, by name, that roots or other reached ones are linked with.

    ``roots``: paths of files that are kept. ``libraries``: names, and the paths of their files.
    ``needs``: the names that a file is linked with, of whatever libraries.
    """
    found: set[str] = set()
    waiting = list(roots)
    while waiting:
        for name in needs(waiting.pop()):
            if name in libraries and name not in found:
                found.add(name)
                waiting.append(libraries[name])
    return found


def _is_wanted_resource(name: str) -> bool:
    file = name.rpartition("/")[2]
    if ".debug." in file or "devtools" in file:
        return False
    if "qtwebengine_locales/" in name:
        return file.removesuffix(".pak") in LANGUAGES.values()
    if file.endswith(".qm"):
        return file in {f"qtbase_{language}.qm" for language in LANGUAGES}
    return any(fnmatchcase(file, kept) for kept in RESOURCES)


def _is_wanted_plugin(path: str) -> bool:
    kind, _, file = path.partition("/")
    name = re.sub(r"^(?:lib)?(?:q(?!t-))?|\.(?:so|dylib|dll)$", "", file)
    return name in PLUGINS.get(kind, ())


def _is_process_of_the_engine(name: str) -> bool:
    return name.startswith("QtWebEngineProcess")
