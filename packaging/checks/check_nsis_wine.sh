#!/usr/bin/env bash
# Installs, upgrades and removes silently under wine, with programs that only sleep: 15 s, 0.7 GB for a while.
# shellcheck disable=SC2317 # functions that are called by way of `check`
set -euo pipefail
cd "$(dirname "$0")/../.."
packaging/system_packages.sh nsis wine64 locales || true
for tool in makensis wine; do
  command -v "$tool" >/dev/null || { echo "skipped: $tool is not there"; exit 0; }
done
python=${PYTHON_OF_BUNDLE:-.venv/bin/python}
work=$(mktemp -d)
export WINEPREFIX=$work/wine WINEDEBUG=-all WINEDLLOVERRIDES="mscoree,mshtml=" WINEARCH=win64
trap 'wineserver_ends; rm -rf "$work"' EXIT
failed=0

wineserver_ends() { wine wineboot --kill >/dev/null 2>&1 || true; }

check() { # sentence, command…
  local sentence=$1
  shift
  if "$@" >/dev/null 2>&1; then echo "ok: $sentence"; else echo "FAILED: $sentence"; failed=1; fi
}

not() { ! "$@"; }

key_says() { wine reg query "$1" /v "$2" 2>/dev/null | tr -d '\r' | grep -qF -- "$3"; } # key, value, what it holds

default_says() { wine reg query "$1" /ve 2>/dev/null | tr -d '\r' | grep -qF -- "$2"; } # key, what it holds

in_chinese() { LOCPATH=$work/locales LC_ALL=zh_CN.UTF-8 wine "$@"; }

has_key() { wine reg query "$1"; }

ends_with() { # status, command…
  local wanted=$1 status=0
  shift
  "$@" >/dev/null 2>&1 || status=$?
  [ "$status" -eq "$wanted" ]
}

# A program that does nothing for a while.
sleeper() { # file, milliseconds
  printf 'Unicode true\nTarget amd64-unicode\nRequestExecutionLevel user\nSilentInstall silent\nOutFile "%s"\nSection\nSleep %s\nSectionEnd\n' \
    "$1" "$2" >"$work/sleeper.nsi"
  makensis -V1 "$work/sleeper.nsi"
}

installer() { # version, file of this version
  local bundle=$work/bundle-$1
  mkdir -p "$bundle/_internal/PySide6" "$bundle/_internal/of $1"
  cp "$work/sleeper.exe" "$bundle/newsfold.exe"
  cp "$work/sleeper.exe" "$bundle/newsfold-cli.exe"
  cp "$work/sleeper.exe" "$bundle/_internal/PySide6/QtWebEngineProcess.exe"
  echo "$1" >"$bundle/_internal/version.txt"
  touch "$bundle/_internal/of $1/file.dll" "$bundle/_internal/of $1/文章.md"
  "$python" packaging/windows/build_installer.py --fast --version "$1" "$bundle" "$work/setup-$1.exe"
}

wait_until() { # command…, at most 20 s
  local i
  for ((i = 0; i < 100; i++)); do
    "$@" >/dev/null 2>&1 && return 0
    sleep 0.2
  done
  return 1
}

remove_silently() {
  wine "$program/uninstall.exe" /S
  wait_until not test -e "$program/uninstall.exe"
}

[ -f build/icons/newsfold.ico ] || "$python" packaging/common/render_icons.py build/icons
sleeper "$work/sleeper.exe" 600000
installer 0.0.9
installer 0.1.0
mkdir "$work/locales"
localedef -i zh_CN -f UTF-8 "$work/locales/zh_CN.UTF-8"
wine wineboot --init >/dev/null 2>&1
local_data=$(wine cmd /c echo %LOCALAPPDATA% 2>/dev/null | tr -d '\r')
local_data=$(winepath -u "$local_data" 2>/dev/null || wine winepath -u "$local_data" | tr -d '\r')
program=$local_data/Programs/Newsfold
persons=$local_data/newsfold
menu=$local_data/../Roaming/Microsoft/Windows/"Start Menu"/Programs/Newsfold.lnk
classes='HKCU\Software\Classes'
uninstall='HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\Newsfold'
verb="$classes\\Directory\\shell\\Newsfold"

wine winecfg -v win7 >/dev/null 2>&1
check "an older Windows is refused" ends_with 3 wine "$work/setup-0.1.0.exe" /S
check "and nothing is written there" not test -e "$program"
wine winecfg -v win10 >/dev/null 2>&1

mkdir -p "$persons/Cache/archives"
echo marks >"$persons/state.sqlite"
echo cached >"$persons/Cache/archives/catalog.sqlite"
persons_before=$(cd "$persons" && find . -type f -exec sha256sum {} + | sort)
wine reg add "$classes\\.md" /ve /d Other.Editor /f >/dev/null 2>&1
wine reg add "$classes\\.md\\OpenWithProgids" /v Other.Editor /d "" /f >/dev/null 2>&1

check "the older version installs silently" ends_with 0 wine "$work/setup-0.0.9.exe" /S
check "its files are there" test -f "$program/_internal/of 0.0.9/文章.md"
check "it is listed with its version" key_says "$uninstall" DisplayVersion 0.0.9
check "the Start menu has it" test -f "$menu"
check "the verb of folders names the program" default_says "$verb\\command" 'newsfold.exe" "%1"'
check "the verb is in English" default_says "$verb" "Open in Newsfold"
check "the verb is never the default" key_says "$verb" NeverDefault REG_SZ
check "files offer it" key_says "$classes\\.md\\OpenWithProgids" Newsfold.Article REG_SZ
check "the other ending as well" key_says "$classes\\.markdown\\OpenWithProgids" Newsfold.Article REG_SZ
check "what opens files stays as it was" default_says "$classes\\.md" Other.Editor

echo theirs >"$program/notes.txt"
echo theirs >"$program/_internal/of 0.0.9/notes.txt"
wine "$program/newsfold.exe" &
wait_until pgrep -f 'Newsfold[\\/]newsfold.exe'
check "while the program runs, an upgrade gives up" ends_with 4 wine "$work/setup-0.1.0.exe" /S
check "and leaves the version that runs" grep -q 0.0.9 "$program/_internal/version.txt"
check "and all its files" test -f "$program/_internal/of 0.0.9/file.dll"
wine "$program/uninstall.exe" /S
sleep 2
check "while the program runs, it is not removed" test -f "$program/newsfold.exe"
wine taskkill /f /im newsfold.exe >/dev/null 2>&1 || true
wait

wine reg add 'HKCU\Software\Newsfold' /v FolderVerb /t REG_DWORD /d 0 /f >/dev/null 2>&1
check "the newer version installs over it" ends_with 0 wine "$work/setup-0.1.0.exe" /S
check "its files are there" test -f "$program/_internal/of 0.1.0/file.dll"
check "files of the older version are gone" not test -e "$program/_internal/of 0.0.9/file.dll"
check "files that are somebody's own stay" grep -q theirs "$program/_internal/of 0.0.9/notes.txt"
check "the newer version is listed" key_says "$uninstall" DisplayVersion 0.1.0
check "an offer that was not wanted is not made again" not has_key "$verb"
check "the others are" has_key "$classes\\Newsfold.Article"
wine reg delete 'HKCU\Software\Newsfold' /v FolderVerb /f >/dev/null 2>&1
check "the same version installs over itself" ends_with 0 wine "$work/setup-0.1.0.exe" /S
check "with the offer that is wanted again" has_key "$verb"

# A list that was tampered with leads out of the program's folder, and to whatever is in it.
printf '..\\..\\newsfold\\state.sqlite\r\nC:\\windows\\win.ini\r\n*\r\n_internal\\of 0.0.9\\*\r\nnotes.tx?\r\n' | iconv -t UTF-16LE >>"$program/installed.txt"
check "it removes itself silently" remove_silently
check "its files are gone" not test -e "$program/newsfold.exe"
check "its folders too" not test -e "$program/_internal/PySide6"
check "and the list" not test -e "$program/installed.txt"
check "files that are somebody's own stay again" grep -q theirs "$program/_internal/of 0.0.9/notes.txt"
check "and those at the top" grep -q theirs "$program/notes.txt"
check "the Start menu has it no more" not test -e "$menu"
for key in "$uninstall" "$verb" "$classes\\Newsfold.Article" "$classes\\.markdown" 'HKCU\Software\Newsfold'; do
  check "the key $key is gone" not has_key "$key"
done
check "files offer it no more" not key_says "$classes\\.md\\OpenWithProgids" Newsfold.Article REG_SZ
check "what others offer stays" key_says "$classes\\.md\\OpenWithProgids" Other.Editor REG_SZ
check "what opens files is as it was" default_says "$classes\\.md" Other.Editor
check "a file outside, which the list was made to name, stays" test -f "$WINEPREFIX/drive_c/windows/win.ini"
persons_after=$(cd "$persons" && find . -type f -exec sha256sum {} + | sort)
check "read marks and cache are byte for byte as before" test "$persons_before" = "$persons_after"

rm -r "$program"
check "an empty place is installed to, in Chinese" ends_with 0 in_chinese "$work/setup-0.1.0.exe" /S
wine reg export "$verb" "$work/verb.reg" >/dev/null 2>&1
iconv -f UTF-16 -t UTF-8 "$work/verb.reg" >"$work/verb.txt"
check "the verb is in Chinese there" grep -q '用 Newsfold 打开' "$work/verb.txt"
check "and removed from" remove_silently
check "nothing is left of it" not test -e "$program"
exit "$failed"
