#!/usr/bin/env bash
# Builds build/packages/newsfold_VERSION_ARCHITECTURE.deb of the bundle.
# COMPRESSION=xz makes it a quarter smaller, in minutes and not seconds; releases are made so.
set -euo pipefail
here=$(realpath "$(dirname "$0")")
# shellcheck source=packaging/linux/settings.sh
source "$here/settings.sh"
architecture=$(dpkg --print-architecture)
work=build/deb
root=$PWD/$work/newsfold
doc=$root/usr/share/doc/newsfold

case ${COMPRESSION:-zstd} in
xz) how=(-Zxz -z6) ;;
*) how=(-Zzstd -z3) ;;
esac

elf_files() { find usr/lib/newsfold -type f \( -name '*.so*' -o -perm -u+x \) -print; }

dependencies() { # prints “shlibs:Depends=…” and “shlibs:Recommends=…”
  local folders=() needed=() wanted=() file
  mapfile -t folders < <(cd "$root" && find usr/lib/newsfold -name '*.so*' -printf '-l%h\n' | sort -u)
  while IFS= read -r file; do
    case $file in # without these the window is plainer, or does not print on paper
    */platformthemes/libqgtk3.so | */printsupport/libcups*) wanted+=("-e$file") ;;
    *) needed+=("-e$file") ;;
    esac
  done < <(cd "$root" && elf_files)
  mkdir -p "$work/debian"
  printf 'Source: newsfold\n\nPackage: newsfold\nArchitecture: any\n' >"$work/debian/control"
  # What the bundle brings along itself belongs to no package, of which each line of warning tells.
  (cd "$work/newsfold" && ln -sfn ../debian debian &&
    dpkg-shlibdeps -O --ignore-missing-info "${folders[@]}" \
      -dDepends "${needed[@]}" -dRecommends "${wanted[@]}" 2>../shlibdeps.log)
  rm "$root/debian"
}

packaging/tools.sh
packaging/linux/stage.sh "$root"
found=$(dependencies) || { cat "$work/shlibdeps.log" >&2; exit 1; }
depends=$(sed -n 's/^shlibs:Depends=//p' <<<"$found")
recommends=$(sed -n 's/^shlibs:Recommends=//p' <<<"$found")

mkdir -p "$root/DEBIAN" "$doc" "$root/usr/share/newsfold" "$root/usr/share/lintian/overrides"
mkdir -p "$root/usr/share/zsh" && mv "$root/usr/share/zsh/site-functions" "$root/usr/share/zsh/vendor-completions"
install -m 0644 packaging/linux/apparmor "$root/usr/share/newsfold/apparmor"
install -m 0644 packaging/linux/deb/copyright "$doc/copyright"
install -m 0644 packaging/linux/deb/lintian-overrides "$root/usr/share/lintian/overrides/newsfold"
"$python" packaging/linux/changelog.py "$contact" | gzip -9n >"$doc/changelog.gz"
install -m 0755 packaging/linux/deb/postinst packaging/linux/deb/postrm "$root/DEBIAN/"

size=$(du -sk --apparent-size --exclude=DEBIAN "$root" | cut -f1)
sed -e "s|@VERSION@|$version|; s|@ARCHITECTURE@|$architecture|; s|@CONTACT@|$contact|; s|@SIZE@|$size|" \
  -e "s#@DEPENDS@#$depends#; s#@RECOMMENDS@#$recommends#; s|@SITE@|$site|" \
  packaging/linux/deb/control.in >"$root/DEBIAN/control"
(cd "$root" && find usr -type f -print0 | sort -z | xargs -0 md5sum >DEBIAN/md5sums)

file=$packages/newsfold_${version}_$architecture.deb
dpkg-deb --root-owner-group "${how[@]}" --build "$root" "$file" >/dev/null
rm -rf "$root"
echo "$file, $(du -h --apparent-size "$file" | cut -f1)"
