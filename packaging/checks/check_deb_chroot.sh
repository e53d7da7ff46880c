#!/usr/bin/env bash
# Installs the Debian package in a new Debian, uses it as an ordinary user, and removes it.
# SUITE=trixie tries another release than bookworm. The bare system is kept in build/ for the next time.
set -euo pipefail
# shellcheck source=packaging/checks/checking.sh
source "$(dirname "$0")/checking.sh"
[ "$(id -u)" -eq 0 ] || skip "only root can make a system within a folder."
unshare --mount --pid --fork true 2>/dev/null || skip "this machine lets nobody mount anything."
need debootstrap debootstrap
need Xvfb xvfb
need import imagemagick
suite=${SUITE:-bookworm}
archive=build/debian-$suite.tar
package=build/packages/newsfold_${version}_$(dpkg --print-architecture).deb
root=$PWD/build/chroot-$suite
seen=build/checks
[ -f "$package" ] || packaging/linux/build_deb.sh

debian_mirror() { # the one that this machine has its own packages from
  # shellcheck disable=SC2016
  apt-get indextargets --format '$(ORIGIN) $(SUITE) $(REPO_URI)' 'Created-By: Packages' 2>/dev/null |
    awk '$1 == "Debian" && $2 !~ /-/ { print $3; exit }'
}

make_system() {
  local mirror
  if [ ! -f "$archive" ]; then
    mirror=$(debian_mirror)
    [ -n "$mirror" ] || skip "this machine has its packages from no mirror of Debian."
    rm -rf "$root"
    debootstrap --variant=minbase "$suite" "$root" "$mirror" >"$root.log" 2>&1 || { cat "$root.log"; exit 1; }
    tar -C "$root" -cf "$archive.new" . && mv "$archive.new" "$archive"
  fi
  rm -rf "$root"
  mkdir -p "$root" "$seen"
  tar -C "$root" -xf "$archive"
  cp /etc/resolv.conf "$root/etc/resolv.conf"
  cp /etc/apt/apt.conf.d/*proxy* "$root/etc/apt/apt.conf.d/" 2>/dev/null || true
}

within() { # COMMAND…: as root within the system; whatever it leaves running ends with it
  # shellcheck disable=SC2016
  unshare --mount --pid --fork --kill-child --propagation private -- sh -c '
    root=$1; shift
    mount -t proc proc "$root/proc"
    mount --rbind /dev "$root/dev"
    mkdir -p "$root/tmp/.X11-unix"
    mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"
    exec chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
      ${DISPLAY:+"DISPLAY=$DISPLAY"} "$@"' _ "$root" "$@"
}

as_reader() { within setpriv --reuid=1000 --regid=1000 --init-groups --inh-caps=-all env HOME=/home/reader "$@"; }

installs() { # glyphs for Chinese are taken along so that a person can read the picture
  # A package that is named by its file is read by the user _apt, which may not look into everybody’s folders.
  cp "$package" "$root/tmp/newsfold.deb"
  within apt-get update -q && within apt-get install -y -q --no-install-recommends fonts-wqy-microhei /tmp/newsfold.deb
}

has_user() { within useradd --create-home --uid 1000 reader && cp -r articles "$root/home/reader/articles"; }

is_within() { [ "$(readlink "/proc/$1/root")" = "$root" ]; }

process() { # PATTERN: prints the number of the first process of the system with such a command line
  local folder
  for folder in $(printf '%s\n' /proc/[0-9]* | sort -V); do
    is_within "${folder#/proc/}" || continue
    # shellcheck disable=SC2053
    [[ "$(tr '\0' ' ' <"$folder/cmdline")" == $1 ]] || continue
    echo "${folder#/proc/}"
    return
  done 2>/dev/null
  echo "There is no process $1" >&2
  false
}

traced() { grep -q "\"event\": *\"$1\"" "$root/home/reader/trace.json" 2>/dev/null; }

opens_folder() {
  wait_for 60 traced indexed || { cat "$seen/window-$suite.log"; false; }
}

opens_article() { # by a second start, which hands the file over to the window that is there
  as_reader newsfold /home/reader/articles/_posts/"$1" && wait_for 30 traced article-painted
}

is_not_blank() { # a window of one colour has a few with its frame, one of text and pictures has hundreds
  local colours
  import -display "$DISPLAY" -window root "$seen/window-$suite.png"
  colours=$(identify -format %k "$seen/window-$suite.png")
  echo "The window has $colours colours."
  [ "$colours" -gt 300 ]
}

sandbox_is_on() { # within a chroot nobody may make namespaces, but what the pages’ processes may ask is filtered
  local number
  number=$(page_process is_within) || return 1
  grep -qx 'Seccomp:.2' "/proc/$number/status" && ! grep -qz '^QTWEBENGINE_DISABLE_SANDBOX' "/proc/$number/environ"
}

ends() { # as when the person logs out
  kill -TERM "$(process '*newsfold --trace*')" && wait_for 20 not_running "$window"
}

not_running() { ! kill -0 "$1" 2>/dev/null; }

self_test_passes() { as_reader "$@" newsfold --self-test; }

marks_an_article() { as_reader newsfold mark /home/reader/articles "$1" --star; }

state_of_person() { (cd "$root/home/reader" && find . -type f -path '*newsfold*' -exec sha256sum {} + | sort -k2); }

is_purged() { within apt-get purge -y -q newsfold && ! within command -v newsfold; }

leaves_nothing() { is_empty "$(find "$root" -xdev -path "$root/home" -prune -o -iname '*newsfold*' ! -path "$root/tmp/*" -print)"; }

state_is_kept() { [ -n "$1" ] && diff <(echo "$1") <(state_of_person); }

make_system
start_display
trap 'kill "$display"; rm -rf "$root"' EXIT
check "apt installs the package in Debian ($suite)" installs
check "there is an ordinary user" has_user
within chown -R reader: /home/reader
check "it says its version" as_reader newsfold --version
as_reader newsfold --trace /home/reader/trace.json /home/reader/articles >"$seen/window-$suite.log" 2>&1 &
window=$!
check "the window opens the folder that it is given" opens_folder
article=$(basename articles/_posts/*-huanying.md)
check "a second start hands its file over" opens_article "$article"
sleep 1
check "the window is not blank (see $seen/window-$suite.png)" is_not_blank
check "the processes of pages are filtered by seccomp" sandbox_is_on
check "it ends when it is asked to" ends
status=0
wait "$window" || status=$?
check "it ends well" test "$status" -eq 0
check "the self-test passes without a display" self_test_passes
check "the self-test passes in a window" self_test_passes env QT_QPA_PLATFORM=xcb
check "an article can be marked" marks_an_article "${article%.md}"
state=$(state_of_person)
check "apt purges it" is_purged
check "nothing of it is left in the system" leaves_nothing
check "the person’s state is as it was" state_is_kept "$state"
finish
