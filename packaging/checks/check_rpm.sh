#!/usr/bin/env bash
# Installs the RPM into a folder of its own, tries it there, and removes it.
set -euo pipefail
# shellcheck source=packaging/checks/checking.sh
source "$(dirname "$0")/checking.sh"
need rpm rpm
file=$PWD/build/packages/newsfold-$version-1.$(uname -m).rpm
[ -f "$file" ] || packaging/linux/build_rpm.sh
work=$(mktemp -d)
new_person
trap 'rm -rf "$work" "$home"' EXIT
root=$work/root
chmod 0755 "$work"

requires() { grep -qF "$1" <<<"$(rpm -qp --requires "$file")"; }

requires_nothing_of_its_own() { is_empty "$(rpm -qp --requires "$file" | grep -E 'Qt6|libicu|pyside|shiboken|libpython|libbz2|gtk-3|libcups')"; }

provides_nothing_else() { is_empty "$(rpm -qp --provides "$file" | grep '\.so')"; }

in_root() { rpm --root "$root" --dbpath /var/lib/rpm "$@"; }

installs() { mkdir -p "$root" && in_root -i --nodeps --noscripts "$file"; }

is_as_it_was() { is_empty "$(in_root -V --nodeps newsfold)"; }

self_test_passes() { "${person[@]}" "$root/usr/bin/newsfold" --self-test; }

is_gone() { in_root -e newsfold && is_empty "$(find "$root" -iname '*newsfold*')"; }

check "its checksums are right" rpm -K --nosignature "$file"
check "it has the program’s version" test "$(rpm -qp --qf '%{VERSION}' "$file")" = "$version"
for library in 'libEGL.so.1()(64bit)' 'libnss3.so()(64bit)' 'libxcb-cursor.so.0()(64bit)' 'libc.so.6(GLIBC_2.34)(64bit)'; do
  check "it requires $library" requires "$library"
done
check "it requires nothing that it holds, nor what it can do without" requires_nothing_of_its_own
check "it provides none of its libraries to others" provides_nothing_else
check "it can be installed" installs
check "it installs what it says" is_as_it_was
check "the self-test passes where it was installed" self_test_passes
check "it removes all that it installed" is_gone
finish
