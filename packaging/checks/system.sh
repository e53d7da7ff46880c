# shellcheck shell=bash
# Sourced after checking.sh by checks that need a system with nothing in it: `make_system` unpacks one into $root.
# SUITE names another release of Debian than bookworm. The bare system is kept in build/ for the next time.
[ "$(id -u)" -eq 0 ] || skip "only root can make a system within a folder."
unshare --mount --pid --fork true 2>/dev/null || skip "this machine lets nobody mount anything."
need debootstrap debootstrap
suite=${SUITE:-bookworm}
archive=build/debian-$suite.tar
root=$PWD/build/chroot-$(basename "$0" .sh)-$suite

debian_mirror() { # the one that this machine has its own packages from
  # shellcheck disable=SC2016
  apt-get indextargets --format '$(ORIGIN) $(SUITE) $(REPO_URI)' 'Created-By: Packages' 2>/dev/null |
    awk '$1 == "Debian" && $2 !~ /-/ { print $3; exit }'
}

make_system() {
  local mirror
  if [ ! -f "$archive" ]; then
    # A machine that was just made has no lists yet, which are what tells of mirrors.
    apt-get update -qq >/dev/null 2>&1 || skip "the mirror of this machine cannot be reached."
    mirror=$(debian_mirror)
    [ -n "$mirror" ] || skip "this machine has its packages from no mirror of Debian."
    rm -rf "$root"
    debootstrap --variant=minbase "$suite" "$root" "$mirror" >"$root.log" 2>&1 || { cat "$root.log"; exit 1; }
    tar -C "$root" -cf "$archive.new" . && mv "$archive.new" "$archive"
  fi
  rm -rf "$root"
  mkdir -p "$root"
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
    if [ -d /tmp/.X11-unix ]; then
      mkdir -p "$root/tmp/.X11-unix"
      mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"
    fi
    exec chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
      ${DISPLAY:+"DISPLAY=$DISPLAY"} "$@"' _ "$root" "$@"
}
