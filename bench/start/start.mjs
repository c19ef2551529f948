// Process start → the page answers, against the bare JVM in the same run.
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { percentile, startApp } from "../lib/app.mjs";

const RUNS = Number(process.env.RUNS ?? 10);
const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, "bin/java") : "java";
const times = [];
const bare = [];
for (let run = 0; run < RUNS; run++) {
  const before = performance.now();
  execFileSync(java, ["-XX:+UseSerialGC", "--version"]);
  bare.push(performance.now() - before);
  const app = await startApp({ env: { SIDETONE_MODELS: "off" } });
  await app.ready("/readyz");
  times.push(performance.now() - app.started);
  await app.stop();
}
const p50 = percentile(times, 0.5);
console.log(`start → ready: p50 ${p50.toFixed(0)} ms, p95 ${percentile(times, 0.95).toFixed(0)} ms over ${RUNS} starts`);
console.log(`a bare JVM: p50 ${percentile(bare, 0.5).toFixed(0)} ms; ratio ${(p50 / percentile(bare, 0.5)).toFixed(1)}`);
