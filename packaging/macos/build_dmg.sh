#!/usr/bin/env bash
# Packs build/bundle/Newsfold.app, signed or not, as build/packages/Newsfold-VERSION-ARCHITECTURE.dmg.
set -euo pipefail
cd "$(dirname "$0")/../.."
python=${PYTHON_OF_BUNDLE:-.venv/bin/python}

[ "$(uname)" = Darwin ] || { echo "Disk images can only be made on macOS." >&2; exit 1; }
version=$("$python" -c 'import reader; print(reader.__version__)')
out=build/packages/Newsfold-$version-$(uname -m).dmg
mkdir -p build/packages
"$python" -m dmgbuild --settings packaging/macos/dmg_settings.py \
  -D app=build/bundle/Newsfold.app -D icon=build/icons/newsfold.icns Newsfold "$out"
packaging/macos/sign_and_notarise.sh "$out"
