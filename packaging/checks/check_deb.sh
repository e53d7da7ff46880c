#!/usr/bin/env bash
# Checks the Debian package without installing it: what lintian says, what it holds, what it asks for.
set -euo pipefail
# shellcheck source=packaging/checks/checking.sh
source "$(dirname "$0")/checking.sh"
need dpkg-deb dpkg
need lintian lintian
file=build/packages/newsfold_${version}_$(dpkg --print-architecture).deb
[ -f "$file" ] || packaging/linux/build_deb.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

lintian_has_no_errors() {
  # lintian does not read zstd, so it is given the same files without compression.
  dpkg-deb -Znone --root-owner-group -b "$work/root" "$work/${file##*/}" >/dev/null
  lintian --allow-root --fail-on error --suppress-tags uses-no-compression-for-data-tarball \
    --suppress-tags uses-no-compression-for-control-tarball --tag-display-limit 0 "$work/${file##*/}"
}

holds() { [ -e "$work/root/$1" ] || [ -L "$work/root/$1" ]; }

field_has() { grep -Eq "$2" <<<"$(dpkg-deb -f "$file" "$1")"; }

sums_are_right() { (cd "$work/root" && md5sum --quiet -c DEBIAN/md5sums); }

all_is_of_root() { # everything belongs to root and may be written by nobody else
  is_empty "$(dpkg-deb -c "$file" | awk '$2 != "root/root" || substr($1, 1, 1) != "l" && $1 ~ /^.(.....|........)w/')"
}

only_under_usr() { is_empty "$(dpkg-deb -c "$file" | awk '{print $6}' | grep -Ev '^\./(usr/|$)')"; }

no_word_of_this_machine() { # where it was built is no business of who installs it
  is_empty "$(grep -rlF -e "$PWD" -e "$HOME/." "$work/root/usr/share" "$work/root/DEBIAN")"
}

dpkg-deb -R "$file" "$work/root"
for path in usr/bin/newsfold usr/lib/newsfold/newsfold usr/share/newsfold/apparmor usr/share/man/man1/newsfold.1.gz \
  usr/share/applications/io.github.newsfold.newsfold.desktop usr/share/doc/newsfold/copyright \
  usr/share/metainfo/io.github.newsfold.newsfold.metainfo.xml usr/share/doc/newsfold/changelog.gz \
  usr/share/icons/hicolor/scalable/apps/io.github.newsfold.newsfold.svg usr/share/zsh/vendor-completions/_newsfold \
  usr/share/icons/hicolor/256x256/apps/io.github.newsfold.newsfold.png usr/lib/newsfold/_internal/licences \
  usr/share/bash-completion/completions/newsfold usr/share/fish/vendor_completions.d/newsfold.fish; do
  check "it holds $path" holds "$path"
done
check "the command leads to the program" test "$(readlink "$work/root/usr/bin/newsfold")" = ../lib/newsfold/newsfold
check "it has the program's version" field_has Version "^$version\$"
for library in libc6 libnss3 libgl1 libxcb-cursor0 libxkbcommon0 libssl3; do
  check "it depends on $library" field_has Depends "(^|, )$library( |,|t64|\$)"
done
check "its checksums are right" sums_are_right
check "its files belong to root" all_is_of_root
check "it installs into /usr only" only_under_usr
check "it does not say where it was built" no_word_of_this_machine
check "lintian finds no errors" lintian_has_no_errors
finish
