#!/usr/bin/env bash
# Runs the tests off-screen; arguments go to pytest.
set -euo pipefail
cd "$(dirname "$0")/.."
export QT_QPA_PLATFORM=offscreen
# As root Chromium cannot build its sandbox. Only the tests may go without it, never the program.
[ "$(id -u)" -eq 0 ] && export QTWEBENGINE_DISABLE_SANDBOX=1
exec .venv/bin/python -m pytest -n 2 "$@"
