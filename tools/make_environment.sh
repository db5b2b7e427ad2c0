#!/bin/sh
# Makes .venv with the first Python 3.11 or newer it finds, or says in a sentence what to install.
set -eu
cd "$(dirname "$0")/.."

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

if [ -x .venv/bin/python ] && new_enough .venv/bin/python; then exit 0; fi

for candidate in python3.11 python3; do
  if command -v "$candidate" >/dev/null 2>&1 && new_enough "$candidate"; then python=$candidate; break; fi
done
if [ -z "${python:-}" ]; then
  echo "HR M2M needs Python 3.11 or newer and found none as python3.11 or python3. On Debian: apt-get install python3.11 python3.11-venv" >&2
  exit 1
fi
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
  echo "This Python has no venv module with pip, which HR M2M needs for .venv. On Debian: apt-get install python3-venv" >&2
  exit 1
fi
echo "Making .venv with $("$python" --version) ..."
rm -rf .venv
exec "$python" -m venv .venv
