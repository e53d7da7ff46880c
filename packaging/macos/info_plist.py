"""What macOS is told of the program; the specification puts it into the bundle."""

from __future__ import annotations

import re
from typing import Final

ID: Final = "io.github.newsfold.newsfold"
LEAST_SYSTEM: Final = "13.0"
"""What the wheels of Qt are built for; checks/check_macos.py compares."""
LANGUAGES: Final = ["en", "zh_CN"]
MARKDOWN: Final = "net.daringfireball.markdown"
"""Markdown's own name for its type. A fresh system does not know it, so it is declared as well."""
WHY_A_FOLDER: Final = "Newsfold reads the articles in the folder that you open. It never changes them."


def info_plist(version: str) -> dict[str, object]:
    """Return the entries that PyInstaller does not know, for a version such as ``0.2.0rc1``.

    Apple's numbers hold no letters, so the short one is what comes before them.
    """
    number = re.sub(r"\.?[^\d.].*", "", version)
    return {
        "CFBundleName": "Newsfold",
        "CFBundleDisplayName": "Newsfold",
        "CFBundleIdentifier": ID,
        "CFBundleShortVersionString": number,
        "CFBundleVersion": number,
        "CFBundleDevelopmentRegion": "en",
        "CFBundleLocalizations": LANGUAGES,
        "CFBundleDocumentTypes": [
            _viewed("Article", MARKDOWN),
            _viewed("Folder of articles", "public.folder"),
        ],
        "UTImportedTypeDeclarations": [
            {
                "UTTypeIdentifier": MARKDOWN,
                "UTTypeDescription": "Markdown",
                "UTTypeConformsTo": ["public.plain-text"],
                "UTTypeTagSpecification": {
                    "public.filename-extension": ["md", "markdown"],
                    "public.mime-type": "text/markdown",
                },
            }
        ],
        "LSApplicationCategoryType": "public.app-category.news",
        "LSMinimumSystemVersion": LEAST_SYSTEM,
        "NSHighResolutionCapable": True,
        # The window has a dark theme.
        "NSRequiresAquaSystemAppearance": False,
        "NSHumanReadableCopyright": "The Newsfold authors, MIT licence",
        "NSDesktopFolderUsageDescription": WHY_A_FOLDER,
        "NSDocumentsFolderUsageDescription": WHY_A_FOLDER,
        "NSDownloadsFolderUsageDescription": WHY_A_FOLDER,
        "NSRemovableVolumesUsageDescription": WHY_A_FOLDER,
        "NSNetworkVolumesUsageDescription": WHY_A_FOLDER,
    }


def _viewed(name: str, type_name: str) -> dict[str, object]:
    """Return a type that the program shows and does not change, and that it is not the first choice for."""
    return {
        "CFBundleTypeName": name,
        "CFBundleTypeRole": "Viewer",
        "LSHandlerRank": "Alternate",
        "LSItemContentTypes": [type_name],
    }
