"""Settings of dmgbuild, which runs this file: the program, and beside it the folder where programs go.

Handed over with ``-D``: ``app``, the path of Newsfold.app; ``icon``, the path of the icon in Apple's form.
"""

from pathlib import Path

app = defines["app"]  # type: ignore[name-defined] # noqa: F821 - a name that dmgbuild sets

format = "ULMO"  # noqa: A001 - dmgbuild's name; LZMA, which every system that Qt runs on can read
files = [app]
symlinks = {"Applications": "/Applications"}
icon = defines["icon"]  # type: ignore[name-defined] # noqa: F821 - a name that dmgbuild sets
window_rect = ((200, 200), (520, 320))
icon_size = 96
icon_locations = {Path(app).name: (140, 140), "Applications": (380, 140)}
default_view = "icon-view"
