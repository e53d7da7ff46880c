#!/usr/bin/env bash
# Tries the AppDir and the image of it, of which the release makes an AppImage.
set -euo pipefail
# shellcheck source=packaging/checks/checking.sh
source "$(dirname "$0")/checking.sh"
need unsquashfs squashfs-tools
root=$PWD/build/packages/Newsfold.AppDir
image=$PWD/build/packages/newsfold-$version-$(uname -m).squashfs
[ -d "$root" ] || packaging/linux/build_appdir.sh
work=$(mktemp -d)
new_person
trap 'rm -rf "$work" "$home"' EXIT
chmod 0755 "$work"
"${person[@]}" test -x "$root/AppRun" || skip "an ordinary user may not look into $PWD."

self_test_passes() { "${person[@]}" "$1/AppRun" --self-test; }

takes_its_own() { # the libraries that are in it are loaded from there and not from this system
  local said
  said=$("${person[@]}" LD_DEBUG=libs QT_QPA_PLATFORM=offscreen "$root/AppRun" --self-test 2>&1 | grep 'calling init: ')
  grep -q '/_internal/libsqlite3.so.0$' <<<"$said" || { echo "The loader did not tell what it loads."; return 1; }
  is_empty "$(cd "$root/usr/lib/newsfold/_internal" && for name in *.so*; do grep -E " (/usr)?/lib/[^ ]*/$name\$" <<<"$said"; done)"
}

leads_somewhere() { [ -s "$root/$1" ]; }

is_read() { unsquashfs -q -n -d "$work/squashfs-root" "$image"; }

makes_an_appimage() { # with a stand-in for the runtime: what follows it must be the image, byte for byte
  local file status=0
  file=build/packages/Newsfold-$version-$(uname -m).AppImage
  [ ! -e "$file" ] || { echo "$file is there already."; return 1; }
  packaging/linux/build_appimage.sh "$(type -P true)" && tail -c "$(stat -c %s "$image")" "$file" | cmp - "$image" || status=1
  rm -f "$file"
  return "$status"
}

for name in AppRun .DirIcon io.github.newsfold.newsfold.desktop io.github.newsfold.newsfold.png \
  usr/share/metainfo/io.github.newsfold.newsfold.metainfo.xml usr/lib/newsfold/_internal/libxcb-cursor.so.0; do
  check "there is $name" leads_somewhere "$name"
done
for name in libc.so.6 libGL.so.1 libnss3.so libgtk-3.so.0 libwayland-client.so.0; do
  check "$name is left to the system" test ! -e "$root/usr/lib/newsfold/_internal/$name"
done
check "the self-test passes" self_test_passes "$root"
check "it loads the libraries that are in it" takes_its_own
check "the image is read" is_read
check "the self-test passes from the image" self_test_passes "$work/squashfs-root"
check "a runtime is put before the image" makes_an_appimage
finish
