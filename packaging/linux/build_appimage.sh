#!/usr/bin/env bash
# Builds build/packages/Newsfold-VERSION-ARCHITECTURE.AppImage: build_appimage.sh RUNTIME_FILE
# The runtime is the program that mounts the image behind it; who calls this has checked where it comes from.
set -euo pipefail
[ -f "${1:-}" ] || { echo "Name the file of the runtime: build_appimage.sh RUNTIME_FILE" >&2; exit 2; }
runtime=$(realpath "$1")
here=$(realpath "$(dirname "$0")")
# shellcheck source=packaging/linux/settings.sh
source "$here/settings.sh"
image=$packages/newsfold-$version-$(uname -m).squashfs
file=$packages/Newsfold-$version-$(uname -m).AppImage
[ -f "$image" ] || packaging/linux/build_appdir.sh
head -c4 "$runtime" | grep -q ELF || { echo "$runtime is no program." >&2; exit 1; }
cat "$runtime" "$image" >"$file"
chmod 0755 "$file"
echo "$file, $(du -h --apparent-size "$file" | cut -f1)"
