#!/bin/sh
# The Codex app-server (installed by npm here) and Sidetone (packaged before) doing the same work, side by side.
set -e
cd "$(dirname "$0")"
[ -d node_modules ] || npm install --no-audit --no-fund --loglevel=error
ulimit -n "$(ulimit -Hn)"
exec node appserver.mjs
