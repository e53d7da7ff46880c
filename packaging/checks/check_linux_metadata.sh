#!/usr/bin/env bash
# Checks what Linux reads of the program before it runs: menu entry, software centre, manual page, completions.
set -euo pipefail
# shellcheck source=packaging/checks/checking.sh
source "$(dirname "$0")/checking.sh"
need desktop-file-validate desktop-file-utils
need appstreamcli appstream
need man man-db
need flatpak-builder flatpak-builder
linux=$PWD/packaging/linux
id=io.github.newsfold.newsfold
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

silent() { is_empty "$("$@" 2>&1 || echo "$1 ended with $?")"; }

metainfo_is_valid() {
  # Before version 1.0 AppStream did not know the element that newer versions ask for, and says so.
  local said
  said=$(appstreamcli validate --no-net --pedantic --no-color "$1") || { echo "$said"; return 1; }
  is_empty "$(grep -E '^[EWIP]: ' <<<"$said" | grep -v 'unknown-tag developer$')"
}

man_is_quiet() { is_empty "$(MANWIDTH=80 man --warnings -E UTF-8 -l -Tutf8 -Z "$1" 2>&1 >/dev/null)"; }

bash_completes() {
  local said
  # shellcheck disable=SC2016
  said=$(bash --norc -c 'source "$1"; COMP_WORDS=(newsfold se) COMP_CWORD=1; _shtab_newsfold newsfold se; echo "${COMPREPLY[*]}"' _ "$1" 2>&1)
  [ "$said" = search ] || { echo "$said"; false; }
}

zsh_loads() { # within the machinery of completion, as one's own start of the shell sets it up
  local said
  # shellcheck disable=SC2016
  said=$(ZDOTDIR=$work zsh -f -c 'fpath=("${1:h}" $fpath); autoload -Uz compinit && compinit -u -D && whence -w _newsfold && print -r -- ${_comps[newsfold]}' _ "$1" 2>&1)
  grep -qx _newsfold <<<"$said" || { echo "$said"; false; }
}

fish_completes() {
  local said
  said=$(HOME=$work fish --no-config -c "source '$1'; complete -C 'newsfold se'" 2>&1)
  grep -q '^search' <<<"$said" || { echo "$said"; false; }
}

svg_is_drawn() { # by the library that the program itself draws with
  QT_QPA_PLATFORM=offscreen "$python" -c '
import sys
from PySide6.QtSvg import QSvgRenderer
sys.exit(not QSvgRenderer(sys.argv[1]).isValid())' "$1"
}

manifest_is_understood() { # unknown keys are only warned of, and the exit status stays 0
  is_empty "$(cd "$work" && flatpak-builder --show-manifest "$linux/flatpak/$id.yml" 2>&1 >/dev/null)"
}

has_no_folders() { ! grep -E '^MimeType=.*inode/' "$1"; }

"$python" "$linux/metainfo.py" https://example.org >"$work/$id.metainfo.xml"
cp "$linux/$id.desktop" "$work"
"$python" "$linux/manual.py" docs/newsfold.1.md >"$work/newsfold.1"
for shell in bash zsh fish; do
  mkdir "$work/$shell"
  "$python" "$linux/completions.py" "$shell" >"$work/$shell/_newsfold"
done

check "the desktop file is valid" silent desktop-file-validate "$work/$id.desktop"
check "the desktop file does not ask for folders" has_no_folders "$work/$id.desktop"
check "the metainfo is valid" metainfo_is_valid "$work/$id.metainfo.xml"
check "the manual page has no warnings" man_is_quiet "$work/newsfold.1"
check "the manual page is found by its name" lexgrog "$work/newsfold.1"
check "the completions for bash complete" bash_completes "$work/bash/_newsfold"
for shell in zsh fish; do
  if ! command -v "$shell" >/dev/null; then
    echo "skipped: there is no $shell here to load its completions."
  elif [ "$shell" = zsh ]; then
    check "the completions for zsh load" zsh_loads "$work/zsh/_newsfold"
  else
    check "the completions for fish complete" fish_completes "$work/fish/_newsfold"
  fi
done
check "the manifest of Flatpak is understood" manifest_is_understood
check "the icon can be drawn" svg_is_drawn packaging/common/newsfold.svg
finish
