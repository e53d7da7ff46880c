#!/usr/bin/env bash
# Checks what packages are made of, and what was built; "full" adds the checks that take long.
set -euo pipefail
cd "$(dirname "$0")/.."
full=${1:-}
checks=packaging/checks
python=.venv/bin/python
failed=()

run() { # a check and its arguments; goes on when it fails
  local began=$SECONDS
  echo "== $*"
  "$@" 2>&1 | tee -a build/checks.log || failed+=("$*")
  echo "   $((SECONDS - began)) s"
}

mkdir -p build
: >build/checks.log
packaging/system_packages.sh nsis lintian appstream desktop-file-utils debootstrap flatpak-builder man-db xvfb xauth ||
  echo "Some tools could not be installed; what needs them is skipped." >&2
packaging/tools.sh

run "$python" "$checks/check_workflows.py"
run "$python" "$checks/check_macos.py"
run "$checks/check_linux_metadata.sh"
run "$checks/check_nsis.sh"
run packaging/package.sh
if [ "$full" = full ]; then
  run "$python" "$checks/check_bundle.py" --start
else
  run "$python" "$checks/check_bundle.py"
fi
run "$checks/check_rpm.sh"
run "$checks/check_appdir.sh"
run "$checks/check_sandbox.sh"
run "$checks/check_deb.sh"
run "$checks/check_deb_chroot.sh"
if [ "$full" = full ]; then
  packaging/system_packages.sh wine64 wine || true
  run "$checks/check_appdir_chroot.sh"
  run env SUITE=trixie "$checks/check_deb_chroot.sh"
  run "$checks/check_windows_closure.sh"
  run "$checks/check_nsis_wine.sh"
fi

if [ ${#failed[@]} -gt 0 ]; then
  printf 'FAILED: %s\n' "${failed[@]}" >&2
  exit 1
fi
echo "All checks of the packages passed, in $SECONDS s; skipped:"
grep '^skipped' build/checks.log || echo "none"
