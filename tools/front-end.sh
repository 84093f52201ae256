#!/bin/sh
# Builds the front end beside the committed one and compares; without node it says so and lets it pass.
set -eu
if ! command -v npm >/dev/null 2>&1; then
    echo "npm is not installed, so the front end was not compared with its sources."
    exit 0
fi
[ -d node_modules ] || npm ci --silent --no-audit --no-fund
built=$(mktemp -d)
trap 'rm -rf "$built"' EXIT
STYRHJUL_BUILD_TO=$built/dist node frontend/build.mjs
diff -rq "$built/dist" styrhjul/web/static/dist >&2 ||
    { echo "The committed front end differs from its sources: run 'make build' and commit the result." >&2; exit 1; }
