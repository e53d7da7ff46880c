#!/usr/bin/env bash
# Sets up everything that `make run` and `make test` need, on a bare Debian or Ubuntu with Python and make.
set -euo pipefail
cd "$(dirname "$0")/.."

# The libraries that the wheels of PySide6 expect from the system, and glyphs for Chinese.
libraries=(libegl1 libgl1 libnss3 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0
  libxcb-render-util0 libxcb-image0 libdbus-1-3 libasound2 libxcomposite1 libxdamage1 libxrandr2 libxtst6
  libxkbfile1 fonts-noto-cjk)

is_installed() { # Ubuntu 24.04 and Debian 13 renamed some libraries to …t64
  local status
  for name in "$1" "$1t64"; do
    status=$(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null) || continue
    [ "$status" = installed ] && return 0
  done
  return 1
}

install_system_packages() {
  command -v apt-get >/dev/null || return 0
  local missing=()
  for name in "$@"; do is_installed "$name" || missing+=("$name"); done
  [ ${#missing[@]} -eq 0 ] && return 0
  if [ "$(id -u)" -eq 0 ]; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
  elif sudo -n true 2>/dev/null; then
    sudo -n apt-get update -qq && sudo -n apt-get install -y -qq --no-install-recommends "${missing[@]}"
  else
    echo "These packages are missing; please install them:  sudo apt-get install ${missing[*]}" >&2
  fi
}

"$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
  { echo "Newsfold needs Python 3.11 or newer; $PYTHON is $("$PYTHON" -V)." >&2; exit 1; }

packages=("${libraries[@]}")
"$PYTHON" -c 'import ensurepip, venv' 2>/dev/null || packages+=(python3-venv)
install_system_packages "${packages[@]}" || echo "Some system packages could not be installed; going on." >&2

[ -x "$VENV/bin/python" ] || "$PYTHON" -m venv "$VENV"
"$VENV/bin/python" -m pip install --quiet --disable-pip-version-check \
  --constraint packaging/constraints.txt --editable '.[dev]'
"$VENV/bin/python" packaging/translations.py --compile
