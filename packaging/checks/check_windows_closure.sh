#!/usr/bin/env bash
# Checks that the bundle for Windows will hold what its libraries are linked with, from wheels: 5 s and 260 MB
# of wheels, which are kept in build/windows-wheels.
set -euo pipefail
cd "$(dirname "$0")/../.."
python=${PYTHON_OF_BUNDLE:-.venv/bin/python}

"$python" -c 'import pefile' 2>/dev/null || "$python" -m pip install --quiet --disable-pip-version-check \
  --constraint packaging/constraints.txt pefile
exec "$python" packaging/windows/closure.py
