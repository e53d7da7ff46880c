#!/usr/bin/env bash
# Builds build/packages/Newsfold.AppDir of the bundle, with the libraries that not every desktop has, and an image of it.
# COMPRESSION=xz makes the image smaller, in minutes and not seconds; releases are made so.
set -euo pipefail
here=$(realpath "$(dirname "$0")")
# shellcheck source=packaging/linux/settings.sh
source "$here/settings.sh"
root=$packages/Newsfold.AppDir
image=$packages/newsfold-$version-$(uname -m).squashfs

case ${COMPRESSION:-zstd} in
xz) how=(-comp xz -b 1M) ;;
*) how=(-comp zstd -Xcompression-level 5 -b 256K) ;;
esac

packaging/tools.sh
packaging/linux/stage.sh "$root"
# GTK is of hundreds of files that would have to fit the person’s theme; their desktop is asked through its portal.
rm -f "$root"/usr/lib/newsfold/_internal/PySide6/Qt/plugins/platformthemes/libqgtk3.so
"$python" packaging/linux/appdir_libraries.py "$root/usr/lib/newsfold/_internal" >build/appdir-left-out.txt
install -m 0755 packaging/linux/appdir/AppRun "$root/AppRun"
ln -s "usr/share/applications/$id.desktop" "$root/$id.desktop"
ln -s "usr/share/icons/hicolor/256x256/apps/$id.png" "$root/$id.png"
ln -s "$id.png" "$root/.DirIcon"
rm -f "$image"
mksquashfs "$root" "$image" -root-owned -noappend -no-progress -quiet "${how[@]}" >/dev/null
echo "$root, $(du -sh --apparent-size "$root" | cut -f1)"
echo "$image, $(du -h --apparent-size "$image" | cut -f1)"
