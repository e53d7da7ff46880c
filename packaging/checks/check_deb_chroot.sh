#!/usr/bin/env bash
# Installs the Debian package in a new Debian, uses it as an ordinary user, and removes it.
# SUITE=trixie tries another release than bookworm. The bare system is kept in build/ for the next time.
set -euo pipefail
# shellcheck source=packaging/checks/checking.sh
source "$(dirname "$0")/checking.sh"
# shellcheck source=packaging/checks/system.sh
source packaging/checks/system.sh
need Xvfb xvfb
need import imagemagick
package=build/packages/newsfold_${version}_$(dpkg --print-architecture).deb
seen=build/checks
[ -f "$package" ] || packaging/linux/build_deb.sh

as_reader() { within setpriv --reuid=1000 --regid=1000 --init-groups --inh-caps=-all env HOME=/home/reader "$@"; }

installs() { # glyphs for Chinese are taken along so that a person can read the picture
  # A package that is named by its file is read by the user _apt, which may not look into everybody’s folders.
  cp "$package" "$root/tmp/newsfold.deb"
  within apt-get update -q && within apt-get install -y -q --no-install-recommends apparmor fonts-wqy-microhei &&
    within apt-get install -y -q --no-install-recommends /tmp/newsfold.deb
}

has_profile_where_it_is_taken() { # older versions of AppArmor do not know what it says
  local taken=no there=no
  within apparmor_parser -QK /usr/share/newsfold/apparmor && taken=yes
  [ ! -e "$root/etc/apparmor.d/newsfold" ] || there=yes
  echo "AppArmor takes the profile: $taken; it is installed: $there."
  [ "$taken" = "$there" ]
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

mkdir -p "$seen"
make_system
start_display
trap 'kill "$display"; rm -rf "$root"' EXIT
check "apt installs the package in Debian ($suite)" installs
check "it has a profile exactly where AppArmor takes it" has_profile_where_it_is_taken
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
