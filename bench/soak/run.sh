#!/bin/sh
# Calls by the hundred against a provider that misbehaves; see soak.mjs.
set -e
cd "$(dirname "$0")"
[ -d ../appserver/node_modules ] || npm install --prefix ../appserver --no-audit --no-fund --loglevel=error
ulimit -n "$(ulimit -Hn)"
exec node soak.mjs
