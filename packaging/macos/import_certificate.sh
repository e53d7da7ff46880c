#!/usr/bin/env bash
# Puts the certificate for signing into a key chain of its own, on a machine that builds releases.
#
# NEWSFOLD_CERTIFICATE: the certificate and its key as PKCS #12, in base64; NEWSFOLD_CERTIFICATE_PASSWORD: what it is
# locked with. Without them nothing happens.
set -euo pipefail

if [ -z "${NEWSFOLD_CERTIFICATE:-}" ]; then
  echo "No certificate is put in: NEWSFOLD_CERTIFICATE is empty."
  exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chain=${RUNNER_TEMP:-$HOME}/newsfold.keychain-db
lock=$(openssl rand -hex 16)

base64 --decode <<<"$NEWSFOLD_CERTIFICATE" >"$work/certificate.p12"
security create-keychain -p "$lock" "$chain"
security set-keychain-settings -t 7200 "$chain"
security unlock-keychain -p "$lock" "$chain"
security import "$work/certificate.p12" -k "$chain" -P "$NEWSFOLD_CERTIFICATE_PASSWORD" -T /usr/bin/codesign
security set-key-partition-list -S apple-tool:,apple: -s -k "$lock" "$chain" >/dev/null
security list-keychains -d user -s "$chain" login.keychain-db
