// Starts the packaged service for a bench, waits until it is usable, and stops it.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const JAR = process.env.APP_JAR ?? join(ROOT, "target/quarkus-app/quarkus-run.jar");
// The same options as the README's command (pom.xml, exec-maven-plugin).
const JVM = ["-XX:+UseSerialGC", "-Xmx512m", `-XX:AOTCache=${join(dirname(JAR), "app.aot")}`, "-Xlog:aot=off"];

export function freePort() {
  return new Promise((done, fail) => {
    const probe = createServer().once("error", fail).listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}

/** Polls `check` every `everyMs` until it gives something truthy; fails after `limitMs` with `what`. */
export async function until(what, check, { limitMs = 60_000, everyMs = 50 } = {}) {
  const end = performance.now() + limitMs;
  for (;;) {
    const found = await check().catch(() => undefined);
    if (found) return found;
    if (performance.now() > end) throw new Error(`gave up after ${limitMs} ms: ${what}`);
    await new Promise((next) => setTimeout(next, everyMs));
  }
}

export async function json(url, options) {
  const answer = await fetch(url, options);
  if (!answer.ok) throw new Error(`${url}: HTTP ${answer.status}`);
  return answer.json();
}

/** A tool of the JDK that the build takes: what is first on the PATH may be too old. */
export function jdk(tool) {
  const find = `. "$0/.mvn/find-jdk.sh" && printf %s "$JAVA_HOME"`;
  return join(execFileSync("sh", ["-c", find, ROOT], { encoding: "utf8" }), "bin", tool);
}

/** Starts the service; `ready()` of the result waits for a route, `stop()` ends it and removes its data. */
export async function startApp({ workspace = ROOT, env = {}, jvm = [] } = {}) {
  const port = await freePort();
  const home = mkdtempSync(join(tmpdir(), "sidetone-bench-"));
  const models = process.env.SIDETONE_MODELS_DIR ?? join(process.env.HOME, ".sidetone/models");
  const started = performance.now();
  const child = spawn(jdk("java"), [...JVM, ...jvm, "-jar", JAR], {
    env: {
      ...process.env,
      SIDETONE_HOME: home,
      SIDETONE_PORT: String(port),
      SIDETONE_WORKSPACE: workspace,
      SIDETONE_MODELS_DIR: models,
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let log = "";
  child.stdout.on("data", (text) => (log += text));
  child.stderr.on("data", (text) => (log += text));
  const exited = new Promise((done) => child.once("exit", done));
  const app = {
    url: `http://127.0.0.1:${port}`,
    started,
    pid: child.pid,
    log: () => log,
    ready: (path = "/livez") =>
      until(`${path}\n${log}`, async () => {
        if (child.exitCode !== null) throw new Error("the service ended");
        return (await fetch(app.url + path)).ok;
      }, { everyMs: 10 }),
    speech: () =>
      until("speech", async () => (await json(app.url + "/v1/speech")).state === "ready", { limitMs: 600_000 }),
    indexed: () =>
      until("index", async () => (await json(app.url + "/api/v1/workspace")).index.state === "ready", { limitMs: 300_000 }),
    memory: () => memoryOf(child.pid),
    stop: async () => {
      child.kill("SIGTERM");
      await exited;
      rmSync(home, { recursive: true, force: true });
    },
  };
  return app;
}

/** Resident memory and threads of a process: { rssMb, peakMb, threads }. Linux only. */
export function memoryOf(pid) {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const value = (name) => Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(status)?.[1] ?? NaN);
  return { rssMb: value("VmRSS") / 1024, peakMb: value("VmHWM") / 1024, threads: value("Threads") };
}

export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
}
