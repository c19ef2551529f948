#!/bin/sh
# Measures the record with many items: searches, pages, appends, size on disk; on a file and on a
# real PostgreSQL server that commits to the disk.
# Usage: bench/transcript/run.sh [ITEMS] [file|postgres], by default 1000000 and both.
set -eu
cd "$(dirname "$0")/../.."
. bench/lib/classpath.sh
OUT=bench/out/transcript
mkdir -p "$OUT/classes"
# The server is that of the tests.
[ -f "$OUT/classpath" ] && [ "$OUT/classpath" -nt pom.xml ] ||
  ./mvnw -B -q dependency:build-classpath -DincludeScope=test -Dmdep.outputFile="$PWD/$OUT/classpath"
CLASSPATH="$OUT/classes:target/classes:$(cat "$OUT/classpath")"
"${JAVA}c" -proc:none -cp "$CLASSPATH" -d "$OUT/classes" bench/transcript/*.java
exec "$JAVA" $JAVA_FLAGS -XX:+UseSerialGC -Xmx2g -cp "$CLASSPATH" dev.sidetone.transcript.TranscriptBench "$@"
