#!/bin/sh
# Opens and closes 200 WebRTC calls in a row and fails when threads or memory grow.
# As root it runs in a network namespace of its own, so that no other traffic matters.
set -e
cd "$(dirname "$0")/../.."
run="./mvnw -B -q test -Dtest=MediaBench"
if [ "$(id -u)" = 0 ] && unshare -n true 2>/dev/null; then
    ./mvnw -B -q test -Dtest=ArchitectureTest # fetches all that the namespace cannot
    exec unshare -n sh -c "
        ip link set lo up
        ip link add bench0 type dummy 2>/dev/null ||
            { ip link add bench0 type veth peer name bench1 && ip link set bench1 up; }
        ip addr add 10.231.0.1/24 dev bench0 && ip link set bench0 up && exec $run -o"
fi
exec $run
