#!/bin/sh
# Makes .venv, or brings it up to lock files: tools/environment.sh requirements.txt [requirements-dev.txt]
# Does nothing when these very files have been installed.
set -eu
venv=.venv
stamp=$venv/installed-from

say() { printf '%s\n' "$1" >&2; exit 1; }

python=
for candidate in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
    if command -v "$candidate" >/dev/null 2>&1 &&
        "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        python=$candidate
        break
    fi
done
[ -n "$python" ] || say "Python 3.11 eller senare saknas: installera med 'sudo apt install python3 python3-venv', eller ange sökvägen i PYTHON."
command -v git >/dev/null 2>&1 || say "git saknas: installera med 'sudo apt install git'."
"$python" -c 'import ensurepip, venv' 2>/dev/null ||
    say "Pythons venv saknas: installera med 'sudo apt install python3-venv'."

digest() { "$python" -c 'import hashlib, sys; print(hashlib.sha256(open(sys.argv[1], "rb").read()).hexdigest())' "$1"; }
wanted=
missing=
for lock in "$@"; do
    wanted="$wanted$(digest "$lock")
"
    grep -qs "$(digest "$lock")" "$stamp" || missing="$missing $lock"
done
if [ -x "$venv/bin/python" ] && [ -z "$missing" ]; then exit 0; fi

[ -x "$venv/bin/python" ] || "$python" -m venv "$venv"
echo "Hämtar de program som Styrhjulet bygger på till mappen $venv. Det görs en gång och tar någon minut."
for lock in $missing; do
    # A lock file is complete, so nothing is resolved; bytecode is written at the first import instead of here.
    # Said twice, --quiet leaves out pip's warnings too: only what stops the work is shown.
    "$venv/bin/python" -m pip install --quiet --quiet --disable-pip-version-check --no-input --no-compile \
        --no-deps --require-hashes --requirement "$lock" ||
        say "Programmen gick inte att hämta: se raderna ovan. Oftast är det nätet eller en proxy som hindrar."
done

# The command `styrhjul` of this work tree, without building a package.
here=$(pwd)
"$venv/bin/python" -c 'import pathlib, sys, sysconfig
pathlib.Path(sysconfig.get_path("purelib"), "styrhjul.pth").write_text(sys.argv[1] + "\n")' "$here"
cat > "$venv/bin/styrhjul" <<END
#!$here/$venv/bin/python
import sys
from styrhjul.config.cli import main
if __name__ == "__main__":
    sys.exit(main())
END
chmod +x "$venv/bin/styrhjul"
printf '%s' "$wanted" > "$stamp"
