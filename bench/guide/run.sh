#!/bin/sh
# Scores the guide: questions generated from public code bases and from this repository, with the
# truth from universal-ctags, grep and git. Usage: bench/guide/run.sh [--seed N]
# [--only CODEBASE] [--failures] [--spoken [N]]: N questions (60) said aloud by flite, recognised by
# the packaged service, and answered.
set -eu
cd "$(dirname "$0")/../.."
command -v ctags >/dev/null || { echo "bench/guide needs universal-ctags: install it (apt install universal-ctags)" >&2; exit 2; }
case " $* " in *" --spoken "*) command -v flite >/dev/null || { echo "--spoken needs flite: install it (apt install flite)" >&2; exit 2; } ;; esac
. bench/lib/classpath.sh
sh bench/guide/fetch.sh bench/out/corpora
exec "$JAVA" $JAVA_FLAGS -Xmx2g -cp "$CLASSPATH" bench/guide/GuideBench.java "$@"
