# shellcheck shell=bash
# What all builders of packages for Linux go by; sourced by them. Leads to the top of the project.
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit
python=${PYTHON_OF_BUNDLE:-.venv/bin/python}
bundle=build/bundle/newsfold
packages=build/packages
id=io.github.newsfold.newsfold
version=$("$python" -c 'import reader; print(reader.__version__)')
# The project's pages, where its pictures are published, and who answers for a package: a release may set both.
site=${NEWSFOLD_SITE:-https://newsfold.github.io/newsfold}
contact=${NEWSFOLD_CONTACT:-The Newsfold authors <newsfold@users.noreply.github.com>}
# The moment of a package is that of the last change, so that the same source gives the same package.
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || date +%s)}
export SOURCE_DATE_EPOCH
umask 022

[ -x "$bundle/newsfold" ] || { echo "There is no bundle; packaging/bundle.sh builds it." >&2; exit 1; }
mkdir -p "$packages"
