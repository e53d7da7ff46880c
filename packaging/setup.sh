#!/usr/bin/env bash
# Sets up everything that `make run` and `make test` need, on a bare Debian or Ubuntu with Python and make.
set -euo pipefail
cd "$(dirname "$0")/.."

# The libraries that the wheels of PySide6 expect from the system, and glyphs for Chinese.
packages=(libglib2.0-0 libfontconfig1 libfreetype6 libegl1 libgl1 libnss3 libxkbcommon-x11-0 libxcb-cursor0
  libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-render-util0 libxcb-image0 libdbus-1-3 libasound2
  libxcomposite1 libxdamage1 libxrandr2 libxtst6 libxkbfile1 libwayland-cursor0 libwayland-egl1 fonts-noto-cjk)

can_make_environments() { "$PYTHON" -c 'import ensurepip, venv' 2>/dev/null; }

"$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
  { echo "Newsfold needs Python 3.11 or newer; $PYTHON is $("$PYTHON" -V)." >&2; exit 1; }

can_make_environments || packages+=(python3-venv)
packaging/system_packages.sh "${packages[@]}" ||
  echo "Some system packages could not be installed; going on." >&2

if ! "$VENV/bin/python" -m pip --version >/dev/null 2>&1; then
  can_make_environments ||
    { echo "$PYTHON cannot make virtual environments; it needs the package python3-venv." >&2; exit 1; }
  "$PYTHON" -m venv --clear "$VENV"
fi
"$VENV/bin/python" -m pip install --quiet --disable-pip-version-check \
  --constraint packaging/constraints.txt --editable '.[dev]'
"$VENV/bin/python" packaging/translations.py --compile
