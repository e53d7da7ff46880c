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

name_here() { # the name under which this system has the library
  if apt-cache show "$1t64" >/dev/null 2>&1; then echo "$1t64"; else echo "$1"; fi
}

install_system_packages() {
  command -v apt-get >/dev/null || return 0
  local missing=() names=() as_root=()
  for name in "$@"; do is_installed "$name" || missing+=("$name"); done
  [ ${#missing[@]} -eq 0 ] && return 0
  if [ "$(id -u)" -ne 0 ]; then
    if ! sudo -n true 2>/dev/null; then
      for name in "${missing[@]}"; do names+=("$(name_here "$name")"); done
      echo "These packages are missing; please install them:  sudo apt-get install ${names[*]}" >&2
      return 0
    fi
    as_root=(sudo -n)
  fi
  "${as_root[@]}" apt-get update -qq
  for name in "${missing[@]}"; do names+=("$(name_here "$name")"); done
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${names[@]}"
}

"$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
  { echo "Newsfold needs Python 3.11 or newer; $PYTHON is $("$PYTHON" -V)." >&2; exit 1; }

packages=("${libraries[@]}")
"$PYTHON" -c 'import ensurepip, venv' 2>/dev/null || packages+=(python3-venv)
install_system_packages "${packages[@]}" || echo "Some system packages could not be installed; going on." >&2

"$VENV/bin/python" -m pip --version >/dev/null 2>&1 || "$PYTHON" -m venv --clear "$VENV"
"$VENV/bin/python" -m pip install --quiet --disable-pip-version-check \
  --constraint packaging/constraints.txt --editable '.[dev]'
"$VENV/bin/python" packaging/translations.py --compile
