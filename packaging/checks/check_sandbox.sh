#!/usr/bin/env bash
# Looks at the process of a page while the window shows an article: it must be shut off from the rest of the system.
set -euo pipefail
# shellcheck source=packaging/checks/checking.sh
source "$(dirname "$0")/checking.sh"
need Xvfb xvfb
program=${1:-$PWD/build/bundle/newsfold/newsfold} # or that of an installed package
[ -x "$program" ] || packaging/bundle.sh
window='' display=''
start_display
new_person
trap 'end "$window"; end "$display"; rm -rf "$home"' EXIT

"${person[@]}" test -x "$program" || skip "an ordinary user may not look into $PWD."
# An installed program may have leave to make them where others have none.
[ -n "${1:-}" ] || "${person[@]}" unshare --user --pid --net --fork true 2>/dev/null ||
  skip "this machine lets an ordinary user make no namespaces."

end() { # PROCESS: and waits until it is gone, for it writes into the folder that is removed then
  [ -z "$1" ] || { kill "$1"; wait "$1" || true; }
} 2>/dev/null

painted() { grep -q article-painted "$home/trace.json" 2>/dev/null; }

renderer() { page_process has_home; }

has_home() { grep -qz "^HOME=$home\$" "/proc/$1/environ"; } # and is of no other window

has_its_own() { # a namespace that cannot be looked at is none
  local its
  its=$(readlink "/proc/$page/ns/$1") && [ "$its" != "$(readlink "/proc/self/ns/$1")" ]
}

is_filtered() { grep -qx 'Seccomp:.2' "/proc/$page/status"; }

no_variable() { ! grep -qz '^QTWEBENGINE_DISABLE_SANDBOX' "/proc/$window/environ"; }

"${person[@]}" "$program" --trace "$home/trace.json" "$PWD"/articles/_posts/*-huanying.md >"$home/log" 2>&1 &
window=$!
check "the window shows an article" wait_for 60 painted
page=$(renderer) || true
check "its page has a process of its own" test -n "$page"
for kind in user pid net; do check "that has a namespace of its own: $kind" has_its_own "$kind"; done
check "what it may ask of the system is filtered by seccomp" is_filtered
check "nothing has turned the sandbox off" no_variable
finish
