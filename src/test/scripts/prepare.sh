#!/usr/bin/env bash
# Brings the system packages that the tests need: WebRTC's libraries, a browser, an independent voice, read speech.
# Installs them when it may (root and apt), otherwise names them in one line.
set -euo pipefail

packages=(chromium flite espeak-ng ffmpeg sox universal-ctags pocketsphinx-testdata
  libpulse0 libudev1 libx11-6 libxfixes3 libxrandr2 libxcomposite1 libdbus-1-3)

missing=()
if command -v dpkg-query >/dev/null 2>&1; then
  for package in "${packages[@]}"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
  done
else
  for program in chromium flite espeak-ng ffmpeg sox ctags; do
    command -v "$program" >/dev/null 2>&1 || missing+=("$program")
  done
fi
if ! command -v node >/dev/null 2>&1 || [ "$(node -p 'process.versions.node.split(".")[0]')" -lt 20 ]; then
  echo "The browser tests need Node.js 20 or newer with npm: install it and run again." >&2
  exit 1
fi
[ ${#missing[@]} -eq 0 ] && exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Installing for the tests: ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
else
  echo "The tests need these system packages, install them and run again: ${missing[*]}" >&2
  exit 1
fi
