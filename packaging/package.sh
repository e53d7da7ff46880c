#!/usr/bin/env bash
# Builds what a person downloads, for the system that this runs on, into build/packages.
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p build/packages

packaging/bundle.sh
case "$(uname -s)" in
Linux)
  packaging/linux/build_deb.sh
  packaging/linux/build_rpm.sh
  packaging/linux/build_appdir.sh
  ;;
Darwin)
  packaging/macos/sign_and_notarise.sh
  packaging/macos/build_dmg.sh
  ;;
*)
  "${PYTHON_OF_BUNDLE:-.venv/Scripts/python}" packaging/windows/build_installer.py
  ;;
esac
ls -l build/packages
