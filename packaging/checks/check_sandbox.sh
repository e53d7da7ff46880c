#!/usr/bin/env bash
# Looks at the process of a page while the window shows an article: it must be shut off from the rest of the system.
set -euo pipefail
# shellcheck source=packaging/checks/checking.sh
source "$(dirname "$0")/checking.sh"
need Xvfb xvfb
program=$PWD/build/bundle/newsfold/newsfold
[ -x "$program" ] || packaging/bundle.sh
home=$(clean_home)
window='' display=''
trap '[ -z "$window" ] || kill "$window"; [ -z "$display" ] || kill "$display"; rm -rf "$home"' EXIT

as_person "$home" test -x "$program" || skip "an ordinary user may not look into $PWD."
as_person "$home" unshare --user --pid --net --fork true 2>/dev/null || skip "this machine lets an ordinary user make no namespaces."

painted() { grep -q article-painted "$home/trace.json" 2>/dev/null; }

renderer() { page_process has_home; }

has_home() { grep -qz "^HOME=$home\$" "/proc/$1/environ"; } # and is of no other window

has_its_own() { # a namespace that cannot be looked at is none
  local its
  its=$(readlink "/proc/$page/ns/$1") && [ "$its" != "$(readlink "/proc/self/ns/$1")" ]
}

is_filtered() { grep -qx 'Seccomp:.2' "/proc/$page/status"; }

no_variable() { ! grep -qz '^QTWEBENGINE_DISABLE_SANDBOX' "/proc/$window/environ"; }

start_display
as_person "$home" "$program" --trace "$home/trace.json" "$(echo "$PWD"/articles/_posts/*-huanying.md)" >"$home/log" 2>&1 &
window=$!
check "the window shows an article" wait_for 60 painted
page=$(renderer) || true
check "its page has a process of its own" test -n "$page"
for kind in user pid net; do check "that has a namespace of its own: $kind" has_its_own "$kind"; done
check "what it may ask of the system is filtered by seccomp" is_filtered
check "nothing has turned the sandbox off" no_variable
finish
