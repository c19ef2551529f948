#!/usr/bin/env bash
# Runs the browser tests against the packaged application. Needs Node.js 20, Chromium, flite and Git;
# installs the Debian packages when it may, otherwise names what is missing in one line.
# APP_JAR names the application (default target/quarkus-app/quarkus-run.jar), JAVA_HOME its JDK.
# Arguments are test files; none means all.
set -euo pipefail
cd "$(dirname "$0")"
root=$(cd ../.. && pwd)

"$root/src/test/scripts/prepare.sh"

if [ -z "${JAVA_HOME:-}" ]; then . "$root/.mvn/find-jdk.sh"; fi
export JAVA_HOME

export APP_JAR=${APP_JAR:-$root/target/quarkus-app/quarkus-run.jar}
[ -f "$APP_JAR" ] || { echo "The browser tests need $APP_JAR: run ./mvnw -DskipTests package first." >&2; exit 1; }

stamp=node_modules/.package-lock.json
if [ ! -f "$stamp" ] || [ package-lock.json -nt "$stamp" ]; then
  npm ci --no-audit --no-fund --loglevel=error
fi

[ $# -gt 0 ] || set -- *.test.mjs
exec node --test --test-concurrency=1 --test-reporter=spec "$@"
