// The two servers, each with the provider of the bench and nothing else of the network.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { freePort, startApp, until } from "../lib/app.mjs";

const TICKS_PER_SECOND = 100;

/** Codex as npm installs it: the binary itself, not its starter, so that the process measured is the server. */
function codexBinary() {
  const home = join(dirname(createRequire(import.meta.url).resolve(`@openai/codex-${process.platform}-${process.arch}/package.json`)), "vendor");
  return join(home, readdirSync(home)[0], "bin/codex");
}

async function codex(upstream) {
  const home = mkdtempSync(join(tmpdir(), "codex-bench-"));
  writeFileSync(
    join(home, "config.toml"),
    `model = "bench"
model_provider = "bench"
approval_policy = "never"
sandbox_mode = "read-only"
check_for_update_on_startup = false
experimental_realtime_ws_base_url = "${upstream}"
[analytics]
enabled = false
[model_providers.bench]
name = "bench"
base_url = "${upstream}/v1"
wire_api = "responses"
env_key = "BENCH_KEY"
`,
  );
  const url = `ws://127.0.0.1:${await freePort()}`;
  const off = ["apps", "plugins", "remote_plugin", "shell_snapshot", "plugin_sharing", "tool_suggest"].flatMap((name) => ["--disable", name]);
  const env = { ...process.env, HOME: home, CODEX_HOME: home, BENCH_KEY: "sk-bench", RUST_LOG: "error" };
  const child = spawn(codexBinary(), ["app-server", "--listen", url, ...off], { cwd: home, env, stdio: "ignore" });
  const exited = new Promise((done) => child.once("exit", done));
  await until("Codex", async () => (await fetch(`${url.replace("ws", "http")}/readyz`)).ok);
  const stop = async () => {
    child.kill("SIGTERM");
    await exited;
    rmSync(home, { recursive: true, force: true });
  };
  return { url, pid: child.pid, stop };
}

async function sidetone(upstream, jvm = []) {
  const workspace = mkdtempSync(join(tmpdir(), "sidetone-bench-workspace-"));
  const app = await startApp({
    workspace,
    jvm,
    // Codex has no speech of its own, and loading ours would take both cores for seconds of the measurement.
    env: { SIDETONE_MODELS: "off", SIDETONE_MODELS_DIR: join(workspace, "none"), SIDETONE_PROVIDER_URL: `${upstream}/v1`, SIDETONE_PROVIDER_KEY: "sk-bench" },
  });
  await app.ready("/readyz");
  const stop = async () => {
    await app.stop();
    rmSync(workspace, { recursive: true, force: true });
  };
  return { url: `${app.url.replace("http", "ws")}/rpc`, pid: app.pid, stop };
}

export const PEERS = { codex, sidetone };

/** Seconds of CPU that a process has used so far. Linux only. */
export function cpuSeconds(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}
