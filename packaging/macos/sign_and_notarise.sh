#!/usr/bin/env bash
# Signs a program from the inside out, or a disk image, and has it notarised: sign_and_notarise.sh [APP | DMG]
#
# Without NEWSFOLD_SIGNING_IDENTITY (the name of a “Developer ID Application” certificate in the key chain) it does
# nothing; without NEWSFOLD_NOTARY_KEY (path of an App Store Connect key), NEWSFOLD_NOTARY_KEY_ID and
# NEWSFOLD_NOTARY_ISSUER it signs only.
#
# entitlements.plist is what the hardened runtime has to let the program do: libffi and the page's engine write
# machine code. It holds no comment, because the system's own reader of such lists takes none.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
subject=${1:-$here/../../build/bundle/Newsfold.app}
python=${PYTHON_OF_BUNDLE:-$here/../../.venv/bin/python}
identity=${NEWSFOLD_SIGNING_IDENTITY:-}

if [ -z "$identity" ]; then
  echo "$(basename "$subject") stays as it is: NEWSFOLD_SIGNING_IDENTITY names no certificate."
  exit 0
fi

sign() { # path, further options…
  local path=$1
  shift
  codesign --force --timestamp --options runtime --sign "$identity" "$@" "$path"
}

sign_app() { # from the inside out: a signature covers those of what lies within
  local app=$1 qt helper
  find "$app/Contents" -type f ! -path '*/Contents/MacOS/*' -print0 |
    while IFS= read -r -d '' file; do
      case $(file --brief "$file") in Mach-O*) sign "$file" ;; esac
    done
  qt=$("$python" -c 'import os, PySide6; print(os.path.join(os.path.dirname(PySide6.__file__), "Qt", "lib"))')
  find "$app/Contents" -type d -name QtWebEngineProcess.app -print0 |
    while IFS= read -r -d '' helper; do
      sign "$helper" --entitlements \
        "$qt/QtWebEngineCore.framework/Helpers/QtWebEngineProcess.app/Contents/Resources/QtWebEngineProcess.entitlements"
    done
  find "$app/Contents/Frameworks" -type d -name '*.framework' -print0 |
    while IFS= read -r -d '' framework; do sign "$framework"; done
  sign "$app" --entitlements "$here/entitlements.plist"
  codesign --verify --deep --strict --verbose=2 "$app"
}

notarise() { # a disk image, or a program that is packed for the way
  local path=$1 sent=$1
  if [ -d "$path" ]; then
    sent=$(mktemp -d)/$(basename "$path").zip
    ditto -c -k --keepParent "$path" "$sent"
  fi
  xcrun notarytool submit "$sent" --wait --timeout 30m \
    --key "$NEWSFOLD_NOTARY_KEY" --key-id "$NEWSFOLD_NOTARY_KEY_ID" --issuer "$NEWSFOLD_NOTARY_ISSUER"
  xcrun stapler staple "$path"
}

if [ -d "$subject" ]; then sign_app "$subject"; else codesign --force --timestamp --sign "$identity" "$subject"; fi
if [ -n "${NEWSFOLD_NOTARY_KEY:-}" ] && [ -n "${NEWSFOLD_NOTARY_KEY_ID:-}" ] && [ -n "${NEWSFOLD_NOTARY_ISSUER:-}" ]; then
  notarise "$subject"
else
  echo "$(basename "$subject") is signed and not notarised: NEWSFOLD_NOTARY_KEY, …_KEY_ID and …_ISSUER are needed."
fi
