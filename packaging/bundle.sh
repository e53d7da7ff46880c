#!/usr/bin/env bash
# Builds the folder that all packages are made of: build/bundle/newsfold, with the program and what it needs.
set -euo pipefail
cd "$(dirname "$0")/.."
python=${PYTHON_OF_BUNDLE:-.venv/bin/python}

packaging/tools.sh
"$python" packaging/translations.py --compile
"$python" packaging/common/render_icons.py build/icons
"$python" packaging/common/licences.py build/licences
case "$(uname -s)" in MINGW* | MSYS* | CYGWIN*) "$python" packaging/windows/version_info.py ;; esac
# Where the program may ask for a newer version; without it, it does not offer to.
rm -f build/release.json
[ -z "${NEWSFOLD_UPDATES:-}" ] || printf '{"updates": "%s"}\n' "$NEWSFOLD_UPDATES" >build/release.json
"$python" -m PyInstaller --noconfirm --log-level "${LOG_LEVEL:-ERROR}" \
  --workpath build/pyinstaller --distpath build/bundle packaging/pyinstaller/newsfold.spec
