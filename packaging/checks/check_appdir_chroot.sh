#!/usr/bin/env bash
# Starts the AppDir in a new Debian that has no more libraries than what an AppImage may count on.
# SUITE=trixie tries another release than bookworm.
set -euo pipefail
# shellcheck source=packaging/checks/checking.sh
source "$(dirname "$0")/checking.sh"
# shellcheck source=packaging/checks/system.sh
source packaging/checks/system.sh
need Xvfb xvfb
appdir=build/packages/Newsfold.AppDir
[ -d "$appdir" ] || packaging/linux/build_appdir.sh

installs_what_a_desktop_has() {
  local alsa=libasound2
  [ "$suite" = bookworm ] || alsa=libasound2t64
  within apt-get update -q && within apt-get install -y -q --no-install-recommends "$alsa" libcups2 libdbus-1-3 libegl1 \
    libfontconfig1 libfreetype6 libgbm1 libgl1 libglib2.0-0 libgssapi-krb5-2 libnss3 libssl3 libwayland-client0 \
    libwayland-cursor0 libwayland-egl1 libx11-6 libx11-xcb1 libxcb1 libxcb-dri3-0 fonts-dejavu-core
}

self_test_passes() {
  within setpriv --reuid=65534 --regid=65534 --clear-groups --inh-caps=-all env HOME=/tmp "$@" /opt/newsfold/AppRun --self-test
}

make_system
start_display
trap 'kill "$display"; rm -rf "$root"' EXIT
check "Debian ($suite) gets what every desktop has" installs_what_a_desktop_has
cp -a "$appdir" "$root/opt/newsfold"
check "the self-test passes without a display" self_test_passes
check "the self-test passes in a window" self_test_passes env QT_QPA_PLATFORM=xcb
finish
