#!/usr/bin/env bash
# Builds build/packages/newsfold-VERSION-1.ARCHITECTURE.rpm of the bundle.
# COMPRESSION=xz makes it smaller, in minutes and not seconds; releases are made so.
set -euo pipefail
here=$(realpath "$(dirname "$0")")
# shellcheck source=packaging/linux/settings.sh
source "$here/settings.sh"
work=$PWD/build/rpm

case ${COMPRESSION:-zstd} in
xz) payload=w6.xzdio ;;
*) payload=w3.zstdio ;;
esac

packaging/tools.sh
packaging/linux/stage.sh "$work/stage"
sed -e "s|@VERSION@|$version|; s|@SITE@|$site|; s|@CONTACT@|$contact|; s|@PAYLOAD@|$payload|; s|@ID@|$id|" \
  -e "s|@STAGE@|$work/stage|" packaging/linux/newsfold.spec.in >"$work/newsfold.spec"
rpmbuild -bb --quiet --define "_topdir $work/top" --define "_rpmdir $PWD/$packages" \
  --define "_build_name_fmt %%{NAME}-%%{VERSION}-%%{RELEASE}.%%{ARCH}.rpm" "$work/newsfold.spec" >"$work/build.log" 2>&1 ||
  { cat "$work/build.log" >&2; exit 1; }
rm -rf "$work/stage" "$work/top"
file=$packages/newsfold-$version-1.$(uname -m).rpm
echo "$file, $(du -h --apparent-size "$file" | cut -f1)"
