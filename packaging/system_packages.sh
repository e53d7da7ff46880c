#!/usr/bin/env bash
# Installs those of the named packages that this Debian or Ubuntu lacks, or says how to, where the rights are missing.
set -euo pipefail

is_installed() { # Ubuntu 24.04 and Debian 13 renamed some libraries to …t64
  local candidate status
  for candidate in "$1" "$1t64"; do
    status=$(dpkg-query -W -f '${db:Status-Status}' "$candidate" 2>/dev/null) || continue
    [ "$status" = installed ] && return 0
  done
  return 1
}

name_here() { # the name under which this system has the library
  if apt-cache show "$1t64" >/dev/null 2>&1; then echo "$1t64"; else echo "$1"; fi
}

command -v apt-get >/dev/null || exit 0
missing=()
for package in "$@"; do is_installed "$package" || missing+=("$package"); done
[ ${#missing[@]} -eq 0 ] && exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if ! sudo -n true 2>/dev/null; then
    names=()
    for package in "${missing[@]}"; do names+=("$(name_here "$package")"); done
    echo "These packages are missing; please install them:  sudo apt-get install ${names[*]}" >&2
    exit 0
  fi
  as_root=(sudo -n)
fi
"${as_root[@]}" apt-get update -qq
names=() # looked up only now: before the update a fresh system knows no names
for package in "${missing[@]}"; do names+=("$(name_here "$package")"); done
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${names[@]}"
