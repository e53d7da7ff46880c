#!/usr/bin/env bash
# Packs build/bundle/Newsfold.app, signed or not, as a disk image: build_dmg.sh OUT.dmg
set -euo pipefail
out=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
cd "$(dirname "$0")/../.."
python=${PYTHON_OF_BUNDLE:-.venv/bin/python}

[ "$(uname)" = Darwin ] || { echo "Disk images can only be made on macOS." >&2; exit 1; }
"$python" -m dmgbuild --settings packaging/macos/dmg_settings.py \
  -D app=build/bundle/Newsfold.app -D icon=build/icons/newsfold.icns Newsfold "$out"
packaging/macos/sign_and_notarise.sh "$out"
