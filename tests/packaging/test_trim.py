from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyinstaller.trim import framework_of, is_kept, is_library_of_qt, is_of_the_host, reached

KEPT = [
    "PySide6/opengl32sw.dll",
    "PySide6/Qt/lib/QtCore.framework/Versions/A/Resources/Info.plist",
    "reader/app.pyc",
    "PySide6/QtCore.abi3.so",
    "PySide6/QtWebEngineCore.abi3.so",
    "PySide6/QtWidgets.pyd",
    "PySide6/Qt/libexec/QtWebEngineProcess",
    "PySide6/QtWebEngineProcess.exe",
    "PySide6/Qt/plugins/platforms/libqxcb.so",
    "PySide6\\plugins\\platforms\\qwindows.dll",
    "PySide6/Qt/plugins/platforms/libqcocoa.dylib",
    "PySide6/Qt/plugins/imageformats/libqwebp.so",
    "PySide6/Qt/plugins/wayland-graphics-integration-client/libqt-plugin-wayland-egl.so",
    "PySide6/Qt/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so",
    "PySide6/Qt/resources/icudtl.dat",
    "PySide6/Qt/resources/v8_context_snapshot.bin",
    "PySide6/resources/qtwebengine_resources.pak",
    "PySide6/Qt/translations/qtbase_zh_CN.qm",
    "PySide6/Qt/translations/qtwebengine_locales/zh-CN.pak",
    "PySide6/Qt/translations/qtwebengine_locales/en-US.pak",
    "PySide6/Qt/lib/QtWebEngineCore.framework/Versions/A/Resources/icudtl.dat",
    "PySide6/Qt/lib/QtWebEngineCore.framework/Versions/A/Helpers/QtWebEngineProcess.app/Contents/MacOS/QtWebEngineProcess",
    "babel/locale-data/zh_Hans_CN.dat",
    "babel/locale-data/root.dat",
    "opencc/clib/share/opencc/t2s.json",
]
LEFT_OUT = [
    "PySide6/QtQml.abi3.so",
    "PySide6/QtOpenGL.abi3.so",
    "PySide6/Qt3DCore.pyd",
    "PySide6/Qt/qml/QtQuick/qmldir",
    "PySide6/qml/QtQuick/Controls/Button.qml",
    "PySide6/Qt/libexec/qmlimportscanner",
    "PySide6/Qt/plugins/platforms/libqeglfs.so",
    "PySide6/Qt/plugins/multimedia/libffmpegmediaplugin.so",
    "PySide6/Qt/plugins/imageformats/libqpdf.so",
    "PySide6/plugins/sqldrivers/qsqlite.dll",
    "PySide6/Qt/resources/qtwebengine_devtools_resources.pak",
    "PySide6/resources/qtwebengine_resources.debug.pak",
    "PySide6/resources/v8_context_snapshot.debug.bin",
    "PySide6/Qt/translations/qtbase_de.qm",
    "PySide6/Qt/translations/assistant_zh_CN.qm",
    "PySide6/Qt/translations/qtwebengine_locales/de.pak",
    "PySide6/Qt/lib/QtWebEngineCore.framework/Versions/A/Resources/qtwebengine_devtools_resources.pak",
    "PySide6/Qt/lib/QtWebEngineCore.framework/Versions/A/Resources/qtwebengine_locales/fr.pak",
    "babel/locale-data/de.dat",
    "opencc/clib/bin/opencc",
    "opencc/clib/include/opencc/Dict.hpp",
]


@pytest.mark.parametrize("path", KEPT)
def test_what_the_program_uses_is_kept(path: str) -> None:
    assert is_kept(path)


@pytest.mark.parametrize("path", LEFT_OUT)
def test_what_it_does_not_use_is_left_out(path: str) -> None:
    assert not is_kept(path)


@pytest.mark.parametrize(
    ("path", "library"),
    [
        ("PySide6/Qt/lib/libQt6Core.so.6", True),
        ("PySide6/Qt/lib/libicudata.so.73", True),
        ("PySide6\\Qt6Core.dll", True),
        ("PySide6/Qt/lib/QtCore.framework/Versions/A/QtCore", True),
        ("PySide6/Qt/lib/QtWebEngineCore.framework/Versions/A/Helpers/QtWebEngineProcess.app/x", False),
        ("PySide6/Qt/lib/QtWebEngineCore.framework/Versions/A/Resources/icudtl.dat", False),
        ("PySide6/QtCore.abi3.so", False),
        ("PySide6/QtCore.pyd", False),
        ("PySide6/opengl32sw.dll", False),
        ("PySide6/Qt/lib/QtCore.framework/Versions/A/Resources/Info.plist", False),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", False),
        ("PySide6/plugins/platforms/qwindows.dll", False),
        ("libssl.so.3", False),
    ],
)
def test_libraries_of_qt_are_told_from_what_is_listed(path: str, *, library: bool) -> None:
    assert is_library_of_qt(path) is library


@pytest.mark.parametrize(
    ("destination", "source", "host"),
    [
        ("libssl.so.3", "/usr/lib/libssl.so.3", True),
        ("libpython3.11.so.1.0", "/usr/lib/libpython3.11.so.1.0", False),
        ("libbz2.so.1.0", "/lib/libbz2.so.1.0", False),
        ("libtantivy.so", "/venv/lib/libtantivy.so", False),
        ("python3.11/lib-dynload/_ssl.so", "/usr/lib/python3.11/_ssl.so", False),
        ("base_library.zip", "/usr/base_library.zip", False),
    ],
)
def test_libraries_of_the_building_system_are_known(destination: str, source: str, *, host: bool) -> None:
    assert is_of_the_host(destination, source, ["/venv"]) is host


def test_parts_of_a_framework_go_with_its_library() -> None:
    assert framework_of("PySide6/Qt/lib/QtQuick3D.framework/Versions/A/Resources/Info.plist") == "QtQuick3D"
    assert framework_of("PySide6/Qt/plugins/platforms/libqcocoa.dylib") == ""


NAMES = st.sampled_from("abcdefgh")


@given(st.dictionaries(NAMES, st.lists(NAMES)), st.lists(NAMES), st.sets(NAMES))
def test_what_is_reached_is_what_the_roots_and_the_reached_need(
    needs: dict[str, list[str]], roots: list[str], there: set[str]
) -> None:
    def of(name: str) -> Iterable[str]:
        return needs.get(name, [])

    found = reached(roots, {name: name for name in there}, of)
    wanted: set[str] = set()
    for _ in range(len(there) + 1):
        wanted = {one for name in (*roots, *wanted) for one in of(name) if one in there}
    assert found == wanted
