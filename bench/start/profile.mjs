// Where a start spends its time: processor time of each thread (Linux), and what the thread that starts took for each step.
import { readFileSync, readdirSync } from "node:fs";

/** Options that make the service tell its steps. */
export const TELLING = ["-Xlog:startuptime:stdout:uptime", "-Dquarkus.debug.print-startup-times=true"];

/** Milliseconds of processor time by name of thread; empty where there is no /proc. */
export function threads(pid) {
  const spent = new Map();
  for (const task of tasks(pid)) {
    const here = `/proc/${pid}/task/${task}`;
    try {
      const name = readFileSync(`${here}/comm`, "utf8").trim();
      const nanos = Number(readFileSync(`${here}/schedstat`, "utf8").split(" ")[0]);
      spent.set(name, (spent.get(name) ?? 0) + nanos / 1e6);
    } catch {
      // the thread ended meanwhile
    }
  }
  return spent;
}

function tasks(pid) {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
}

/** The longest first, of what was told: [step, ms]. */
export function steps(log) {
  const told = [...log.matchAll(/Build step (\S+) completed in: (\d+)ms/g)].map(([, step, ms]) => [step, Number(ms)]);
  const vm = /Create VM, ([\d.]+) secs/.exec(log);
  if (vm) told.push(["the JVM itself, until main", Math.round(Number(vm[1]) * 1000)]);
  return told.sort((a, b) => b[1] - a[1]);
}
