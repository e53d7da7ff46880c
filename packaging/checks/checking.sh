# shellcheck shell=bash
# Sourced by the checks. Leads to the top of the project; each check prints one line, and `finish` ends with what they say.
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit
python=${PYTHON_OF_BUNDLE:-.venv/bin/python}
version=$("$python" -c 'import reader; print(reader.__version__)')
failed=0
nobody=65534

check() { # WHAT COMMAND…: it holds if the command ends well; what it says is shown if not
  local what=$1 said
  shift
  if said=$("$@" 2>&1); then
    echo "ok       $what"
  else
    echo "FAILED   $what"
    sed 's/^/         /' <<<"$said"
    failed=1
  fi
}

skip() {
  echo "skipped: $*"
  exit 0
}

need() { # PROGRAM PACKAGE: installs it where the rights allow; without it the whole check is skipped
  command -v "$1" >/dev/null && return
  packaging/system_packages.sh "$2" >/dev/null 2>&1 || true
  command -v "$1" >/dev/null || skip "$1 is missing; it is in the package $2."
}

is_empty() { [ -z "$1" ] || { printf '%s\n' "$1"; false; }; }

new_person() { # sets `home`, a new folder, and `person`, the words before what an ordinary user is to run
  home=$(mktemp -d)
  person=(env -i -C / "PATH=$PATH" "HOME=$home" "TMPDIR=$home" LANG=C.UTF-8 ${DISPLAY:+"DISPLAY=$DISPLAY"})
  if [ "$(id -u)" -eq 0 ]; then # root has no sandbox
    chown "$nobody" "$home"
    person=(setpriv "--reuid=$nobody" "--regid=$nobody" --clear-groups --inh-caps=-all "${person[@]}")
  fi
}

start_display() { # sets DISPLAY and `display`, the number of the process that has to be ended
  local number
  number=$(mktemp)
  Xvfb -displayfd 3 -screen 0 1440x900x24 -nolisten tcp -ac 3>"$number" >/dev/null 2>&1 &
  display=$!
  wait_for 20 test -s "$number"
  DISPLAY=:$(<"$number")
  export DISPLAY
  rm -f "$number"
}

wait_for() { # SECONDS COMMAND…: until it ends well
  local left=$(($1 * 5))
  shift
  until "$@"; do
    [ $((left -= 1)) -gt 0 ] || return 1
    sleep 0.2
  done
}

page_process() { # TEST: prints the number of the process that shows a page, of those whose number passes the test
  # The engine forks such a process from one that waits for it, whose command line it keeps; it has no children.
  local folder number parents
  parents=" $(cat /proc/[0-9]*/status 2>/dev/null | sed -n 's/^PPid:.//p' | sort -u | tr '\n' ' ')"
  for folder in /proc/[0-9]*; do
    number=${folder#/proc/}
    case $(tr '\0' ' ' <"$folder/cmdline") in
    *QtWebEngineProcess\ *--no-zygote-sandbox*) continue ;; # waits to draw for others
    *QtWebEngineProcess\ --type=zygote* | *QtWebEngineProcess\ --type=renderer*) ;;
    *) continue ;;
    esac
    [[ "$parents" != *" $number "* ]] || continue
    "$1" "$number" || continue
    echo "$number"
    return
  done 2>/dev/null
  echo "There is no process of a page." >&2
  return 1
}

finish() { exit "$failed"; }
