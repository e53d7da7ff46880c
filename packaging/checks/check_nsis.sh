#!/usr/bin/env bash
# Compiles the installer for Windows with warnings as errors, of a payload of a few bytes: 1 s.
set -euo pipefail
cd "$(dirname "$0")/../.."
packaging/system_packages.sh nsis || true
command -v makensis >/dev/null || { echo "skipped: NSIS is not there"; exit 0; }
python=${PYTHON_OF_BUNDLE:-.venv/bin/python}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

[ -f build/icons/newsfold.ico ] || "$python" packaging/common/render_icons.py build/icons
mkdir -p "$work/bundle/_internal/空"
touch "$work/bundle/newsfold.exe" "$work/bundle/_internal/空/文章.md"
"$python" packaging/windows/build_installer.py --fast "$work/bundle" "$work/newsfold.exe"
"$python" packaging/windows/build_installer.py --sign true "$work/bundle" "$work/signed.exe"
echo "ok: the installer compiles without warnings, in English and Chinese, unsigned and signed"
