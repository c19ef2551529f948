#!/bin/sh
# Micro-benchmarks of what each event of a provider goes through, each beside a baseline.
# Usage: bench/jmh/run.sh [options and patterns of JMH], for example -f 1 Codec
set -eu
cd "$(dirname "$0")/../.."
. bench/lib/classpath.sh
OUT=bench/out/jmh
mkdir -p "$OUT/classes"
./mvnw -B -q -f bench/jmh/pom.xml dependency:build-classpath -Dmdep.outputFile="$PWD/$OUT/classpath"
# The states that the transition is tried on are those of the tests.
CLASSPATH="$OUT/classes:$CLASSPATH:target/test-classes:$(cat "$OUT/classpath")"
"${JAVA}c" -proc:full -processorpath "$(cat "$OUT/classpath")" -cp "$CLASSPATH" -d "$OUT/classes" $(find bench/jmh -name '*.java')
exec "$JAVA" $JAVA_FLAGS -cp "$CLASSPATH" org.openjdk.jmh.Main -tu us -bm avgt "$@"
