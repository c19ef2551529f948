// Process start → the service is ready, with the AOT cache of the build and without, and a bare JVM, in turn.
import { execFileSync } from "node:child_process";
import { jdk, percentile, startApp } from "../lib/app.mjs";

const RUNS = Number(process.env.RUNS ?? 10);
const TARGET_MS = 1000;
const java = jdk("java");

async function ready(jvm) {
  const app = await startApp({ env: { SIDETONE_MODELS: "off" }, jvm });
  await app.ready("/readyz");
  const took = performance.now() - app.started;
  await app.stop();
  return took;
}

const times = { cached: [], uncached: [], bare: [] };
for (let run = 0; run < RUNS; run++) {
  const before = performance.now();
  execFileSync(java, ["-XX:+UseSerialGC", "--version"]);
  times.bare.push(performance.now() - before);
  times.uncached.push(await ready(["-XX:AOTMode=off"]));
  times.cached.push(await ready([]));
}
const [cached, uncached, bare] = [times.cached, times.uncached, times.bare].map((all) => percentile(all, 0.5));
console.log(
  `start → ready: p50 ${cached.toFixed(0)} ms, p95 ${percentile(times.cached, 0.95).toFixed(0)} ms over ${RUNS} starts (target ${TARGET_MS}: ${cached <= TARGET_MS ? "met" : "missed"})`,
);
console.log(`without the AOT cache: p50 ${uncached.toFixed(0)} ms; ratio ${(uncached / cached).toFixed(1)}`);
console.log(`a bare JVM: p50 ${bare.toFixed(0)} ms; ratio ${(cached / bare).toFixed(1)}`);
