#!/usr/bin/env bash
# Opens the reader; without a display, draws a picture of its window instead.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=${1:-}
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || [ "$(uname)" = Darwin ]; then
  exec .venv/bin/newsfold ${folder:+"$folder"}
fi
mkdir -p build
echo "There is no display here, so the window is drawn to build/window.png instead."
# As root Chromium cannot build its sandbox; for this one picture, made by a developer's command, it goes without.
[ "$(id -u)" -eq 0 ] && export QTWEBENGINE_DISABLE_SANDBOX=1
.venv/bin/newsfold screenshot "${folder:-articles}" build/window.png
echo "Done: build/window.png"
