#!/usr/bin/env bash
# Gets what packages are built with: Python's packages, and on Debian and Ubuntu programs of the system.
set -euo pipefail
cd "$(dirname "$0")/.."
python=${PYTHON_OF_BUNDLE:-.venv/bin/python}

"$python" -c 'import PIL, PyInstaller, shtab' 2>/dev/null ||
  "$python" -m pip install --quiet --disable-pip-version-check --constraint packaging/constraints.txt --editable '.[package]'

[ "$(uname -s)" = Linux ] || exit 0
# PyInstaller takes Python as a library, which the system's own Python is not linked with. The libraries of GTK and
# CUPS are what two plugins of Qt are linked with: the tool that finds dependencies looks them up.
library=$("$python" -c 'import sys; print(f"libpython{sys.version_info.major}.{sys.version_info.minor}")')
packaging/system_packages.sh binutils chrpath dpkg-dev libcups2 libgtk-3-0 rpm squashfs-tools ||
  echo "Some tools could not be installed; going on." >&2
if "$python" -c 'import sys; sys.exit(sys.base_prefix != "/usr")'; then
  packaging/system_packages.sh "$library" || echo "$library could not be installed; going on." >&2
fi
