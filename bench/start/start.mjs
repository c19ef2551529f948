// Process start → the service is ready, with the AOT cache of the build and without, and a bare JVM, in turn.
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { percentile, startApp } from "../lib/app.mjs";
import { steps, TELLING, threads } from "./profile.mjs";

const RUNS = Number(process.env.RUNS ?? 10);
const TARGET_MS = 1000;
const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, "bin/java") : "java";

async function ready(jvm, seen = () => {}) {
  const app = await startApp({ env: { SIDETONE_MODELS: "off" }, jvm });
  await app.ready("/readyz");
  const took = performance.now() - app.started;
  seen(app);
  await app.stop();
  return took;
}

const times = { cached: [], uncached: [], bare: [] };
const profiles = [];
for (let run = 0; run < RUNS; run++) {
  const before = performance.now();
  execFileSync(java, ["-XX:+UseSerialGC", "--version"]);
  times.bare.push(performance.now() - before);
  times.uncached.push(await ready(["-XX:AOTMode=off"]));
  times.cached.push(await ready([], (app) => profiles.push(threads(app.pid))));
}
const [cached, uncached, bare] = [times.cached, times.uncached, times.bare].map((all) => percentile(all, 0.5));
console.log(
  `start → ready: p50 ${cached.toFixed(0)} ms, p95 ${percentile(times.cached, 0.95).toFixed(0)} ms over ${RUNS} starts (target ${TARGET_MS}: ${cached <= TARGET_MS ? "met" : "missed"})`,
);
console.log(`without the AOT cache: p50 ${uncached.toFixed(0)} ms; ratio ${(uncached / cached).toFixed(1)}`);
console.log(`a bare JVM: p50 ${bare.toFixed(0)} ms; ratio ${(cached / bare).toFixed(1)}`);
if (process.env.PROFILE) await profile();

/** Processor time depends less than the clock on what else the machine does. */
async function profile() {
  const middle = (of) => percentile(profiles.map(of), 0.5);
  const sum = middle((one) => [...one.values()].reduce((a, b) => a + b, 0));
  console.log(`processor time until ready: p50 ${sum.toFixed(0)} ms`);
  const names = new Set(profiles.flatMap((one) => [...one.keys()]));
  const shares = [...names].map((name) => [name, middle((one) => one.get(name) ?? 0)]).sort((a, b) => b[1] - a[1]);
  for (const [name, ms] of shares.slice(0, 10)) {
    console.log(`  ${name}: ${ms.toFixed(0)} ms, ${((100 * ms) / sum).toFixed(0)} %`);
  }
  console.log("the longest steps of one start, by the clock:");
  await ready(TELLING, (app) => {
    for (const [step, ms] of steps(app.log()).slice(0, 10)) console.log(`  ${step}: ${ms} ms`);
  });
}
