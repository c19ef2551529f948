// The Codex app-server and Sidetone doing the same work in turn, in one run: starts, forwarding, CPU, memory.
// RUNS (30) starts, SESSIONS (300) held by both, HELD (10000) by Sidetone alone; ONLY=codex|sidetone leaves the other out.
// WARM (2000) deltas and WARM_STARTS (5) starts come before what is measured.
import { fork } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { memoryOf, percentile, until } from "../lib/app.mjs";
import { Client } from "./client.mjs";
import { PEERS, cpuSeconds } from "./peers.mjs";

const RUNS = Number(process.env.RUNS ?? 30);
const SESSIONS = Number(process.env.SESSIONS ?? 300);
const HELD = Number(process.env.HELD ?? 10_000);
const WARM = Number(process.env.WARM ?? 2000);
const WARM_STARTS = Number(process.env.WARM_STARTS ?? 5);
const AT_ONCE = 8;

class Upstream {
  #ids = 0;
  #asked = new Map();

  static async start() {
    const upstream = new Upstream();
    upstream.child = fork(fileURLToPath(new URL("upstream.mjs", import.meta.url)));
    const { port } = await new Promise((done) => upstream.child.once("message", done));
    upstream.child.on("message", ({ id, ...answer }) => upstream.#asked.get(id)?.(answer));
    upstream.url = `http://127.0.0.1:${port}`;
    return upstream;
  }

  ask(ask, rest = {}) {
    const id = ++this.#ids;
    return new Promise((done) => {
      this.#asked.set(id, done);
      this.child.send({ id, ask, ...rest });
    });
  }

  opened(count) {
    return until(`${count} sidebands`, async () => (await this.ask("open")).open === count);
  }

  stop() {
    this.child.disconnect();
  }
}

/** Starts one after the other: request → SDP, and request → the sideband is there. */
async function starts({ server, upstream, callMs, sidebandMs }) {
  await upstream.ask("delay", { callMs, sidebandMs });
  const client = await Client.connect(server.url);
  const threadId = await client.thread();
  const sdp = [];
  const joined = [];
  for (let run = -WARM_STARTS; run < RUNS; run++) {
    const before = (await upstream.ask("joined")).joinedAt.length;
    const { begun, ms } = await client.start(threadId);
    const at = await until("the sideband", async () => (await upstream.ask("joined")).joinedAt[before], { everyMs: 1 });
    if (run >= 0) {
      sdp.push(ms);
      joined.push(at - begun);
    }
    await client.stop(threadId);
    await upstream.opened(0);
  }
  client.close();
  await upstream.ask("delay", { callMs: 0, sidebandMs: 0 });
  return { "start → sdp p50": percentile(sdp, 0.5), "start → sdp p99": percentile(sdp, 0.99), "start → sideband p50": percentile(joined, 0.5) };
}

async function open(client, count) {
  const threads = [];
  const worker = async () => {
    while (threads.length + busy < count) {
      busy++;
      const thread = await client.thread();
      await client.start(thread);
      busy--;
      threads.push(thread);
    }
  };
  let busy = 0;
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, count) }, worker));
  return threads;
}

/** Deltas of the provider forwarded to the client that listens; ages are read off their stamps. */
async function forward({ server, upstream, sessions, count, perSecond }) {
  const client = await Client.connect(server.url);
  const threads = await open(client, sessions);
  await upstream.opened(sessions);
  await upstream.ask("send", { count: Math.ceil(WARM / sessions), perSecond: 2000 });
  await settled(client);
  client.ages = [];
  const cpu = cpuSeconds(server.pid);
  const { sent } = await upstream.ask("send", { count, perSecond });
  await settled(client);
  const used = cpuSeconds(server.pid) - cpu;
  const received = client.ages.length;
  const dropped = client.closed ?? "no";
  for (const thread of client.closed ? [] : threads) await client.stop(thread);
  client.close();
  await upstream.opened(0);
  return {
    "p50": percentile(client.ages, 0.5),
    "p99": percentile(client.ages, 0.99),
    "cpu s per 100,000": (used / received) * 100_000,
    "lost": sent - received,
    "dropped the client": dropped,
  };
}

/** Nothing more came for half a second. */
async function settled(client) {
  for (let before = -1; before !== client.ages.length; ) {
    before = client.ages.length;
    await sleep(500);
  }
}

async function held({ server, upstream, sessions }) {
  const client = await Client.connect(server.url);
  await open(client, 1);
  await upstream.opened(1);
  const before = memoryOf(server.pid).rssMb;
  await open(client, sessions - 1);
  await upstream.opened(sessions);
  const after = memoryOf(server.pid).rssMb;
  client.close();
  return { "MB in all": after, "KB per session": ((after - before) * 1024) / (sessions - 1) };
}

const WORK = [
  { name: "start, provider at once", run: starts, callMs: 0, sidebandMs: 0, targets: { "start → sdp p50": 5, "start → sdp p99": 15 } },
  {
    name: "start, provider 1026 ms and 969 ms",
    run: starts,
    callMs: 1026,
    sidebandMs: 969,
    targets: { "start → sdp p50": 1031, "start → sideband p50": 2000 },
  },
  { name: "forward, 1 session, 20/s", run: forward, sessions: 1, count: 200, perSecond: 20, targets: { p99: 2 } },
  { name: "forward, 100 sessions, 2,000/s", run: forward, sessions: 100, count: 200, perSecond: 2000, targets: { p99: 4 } },
  { name: "forward, 100 sessions, 8,000/s", run: forward, sessions: 100, count: 500, perSecond: 8000, targets: { p99: 20, lost: 0 } },
  { name: "forward, 1 session, unpaced", run: forward, sessions: 1, count: 100_000, perSecond: 0, targets: { "cpu s per 100,000": 4, lost: 0 } },
  { name: `hold ${SESSIONS} sessions`, run: held, sessions: SESSIONS, targets: { "KB per session": 60 } },
  { name: `hold ${HELD} sessions`, run: held, sessions: HELD, only: "sidetone", jvm: ["-Xmx1100m"], targets: { "MB in all": 1536, "KB per session": 60 } },
].filter(({ name }) => name.includes(process.env.WORK ?? ""));

const shown = (value) => (typeof value === "number" ? value.toFixed(value < 100 ? 2 : 0) : String(value));

function print(work, results) {
  console.log(`\n${work.name}`);
  for (const [peer, { failed }] of Object.entries(results)) if (failed) console.log(`  ${peer} FAILED: ${failed}`);
  for (const what of new Set(Object.values(results).flatMap(Object.keys))) {
    if (what === "failed") continue;
    const [theirs, ours] = [results.codex?.[what], results.sidetone?.[what]];
    const ratio = typeof theirs === "number" && ours > 0 ? `${(theirs / ours).toFixed(1)} ×` : "";
    const target = work.targets[what];
    const verdict = target === undefined || ours === undefined ? "" : `target ${target} ${ours <= target ? "met" : "MISSED"}`;
    console.log(`  ${what.padEnd(22)} codex ${shown(theirs ?? "–").padStart(9)}   sidetone ${shown(ours ?? "–").padStart(9)}   ${ratio.padStart(8)}   ${verdict}`);
  }
}

console.log("ms unless said otherwise; × is how many times Sidetone's figure Codex needs");
for (const work of WORK) {
  const results = {};
  for (const [peer, start] of Object.entries(PEERS)) {
    if ((process.env.ONLY ?? peer) !== peer || (work.only ?? peer) !== peer) continue;
    const upstream = await Upstream.start();
    const server = await start(upstream.url, work.jvm);
    try {
      results[peer] = await work.run({ ...work, server, upstream });
    } catch (error) {
      results[peer] = { failed: error.message };
      process.exitCode = 1;
    } finally {
      await server.stop();
      upstream.stop();
    }
  }
  print(work, results);
}
