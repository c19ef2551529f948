#!/bin/sh
# Measures the index on a large tree: time, memory, and how long questions take after it.
# Usage: bench/index/run.sh [FILES], by default 50000.
set -eu
cd "$(dirname "$0")/../.."
. bench/lib/classpath.sh
sh bench/guide/fetch.sh bench/out/corpora
exec "$JAVA" $JAVA_FLAGS -Xmx900m -cp "$CLASSPATH" bench/index/IndexBench.java "${1:-50000}"
