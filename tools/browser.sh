#!/bin/sh
# Finds a Chromium for the browser tests, and installs Debian's when it may; never fails, only says what is so.
for name in "${STYRHJUL_CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; do
    if [ -n "$name" ] && command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing Chromium for the browser tests …"
    (apt-get -qq update && apt-get -qq install --yes --no-install-recommends chromium) >/dev/null 2>&1 && exit 0
fi
echo "No Chromium was found, so browser tests are SKIPPED: install it with 'sudo apt install chromium'."
