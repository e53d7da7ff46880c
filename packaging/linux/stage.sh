#!/usr/bin/env bash
# Lays out in a folder what every package for Linux installs: stage.sh FOLDER
set -euo pipefail
root=$(realpath -m "$1")
# shellcheck source=packaging/linux/settings.sh
source "$(dirname "$0")/settings.sh"
share=$root/usr/share

rm -rf "$root"
mkdir -p "$root/usr/lib" "$root/usr/bin" "$share/applications" "$share/metainfo" "$share/man/man1" \
  "$share/bash-completion/completions" "$share/zsh/site-functions" "$share/fish/vendor_completions.d"

cp -a "$bundle" "$root/usr/lib/newsfold"
chmod -R u=rwX,go=rX "$root/usr/lib/newsfold"
find "$root/usr/lib/newsfold" -name '*.so*' -type f -exec chmod 0644 {} + # libraries are loaded, not started
packaging/system_packages.sh chrpath || true
command -v chrpath >/dev/null || { echo "chrpath is missing; it is in the package of that name." >&2; exit 1; }
# Python and its modules say where libraries lay on the building machine; those needed here lie beside the program.
find "$root/usr/lib/newsfold" \( -path '*/lib-dynload/*.so' -o -name 'libpython*' \) -exec chrpath --delete {} + >/dev/null
ln -s ../lib/newsfold/newsfold "$root/usr/bin/newsfold"

cp "packaging/linux/$id.desktop" "$share/applications/"
"$python" packaging/linux/metainfo.py "$site" >"$share/metainfo/$id.metainfo.xml"
"$python" packaging/linux/manual.py docs/newsfold.1.md | gzip -9n >"$share/man/man1/newsfold.1.gz"
"$python" packaging/linux/completions.py bash >"$share/bash-completion/completions/newsfold"
"$python" packaging/linux/completions.py zsh >"$share/zsh/site-functions/_newsfold"
"$python" packaging/linux/completions.py fish >"$share/fish/vendor_completions.d/newsfold.fish"

for picture in build/icons/newsfold-*.png; do
  size=${picture##*-} size=${size%.png}
  install -D -m 0644 "$picture" "$share/icons/hicolor/${size}x$size/apps/$id.png"
done
install -D -m 0644 packaging/common/newsfold.svg "$share/icons/hicolor/scalable/apps/$id.svg"
