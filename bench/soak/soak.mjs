// Many calls at once against a provider that misbehaves: nothing lost, nothing answered twice, nothing leaked, no virtual
// thread pinned. MINUTES (10), SESSIONS (200), SEED. Two halves that do the same; the second must not need more than the first.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "../appserver/client.mjs";
import { FaultyProvider, dice } from "../appserver/faulty.mjs";
import { jdk, json, memoryOf, startApp, until } from "../lib/app.mjs";

const MINUTES = Number(process.env.MINUTES ?? 10);
const SESSIONS = Number(process.env.SESSIONS ?? 200);
const SEED = Number(process.env.SEED ?? 1);
const CLIENTS = 20;
const PINNED_MS = 20;
const WARM_UP = 40;
const HEAP_GROWTH_MB = 8;
const THREAD_GROWTH = 4;

const jcmd = (pid, ...args) => execFileSync(jdk("jcmd"), [String(pid), ...args], { encoding: "utf8" });

/** A client that also says when the agent begins to work for a thread. */
async function connect(url) {
  const client = await Client.connect(url);
  const waiting = new Map();
  client.ws.on("message", (data) => {
    const text = data.toString("latin1");
    if (text.includes('"turn/started"')) waiting.get(JSON.parse(text).params.threadId)?.();
  });
  client.atWork = (thread) => new Promise((done) => waiting.set(thread, done));
  return client;
}

/** A provider that refuses one call in ten refuses, once in a while, every try for the same call: then the next one. */
async function started(client, thread) {
  for (;;) {
    try {
      return await client.start(thread);
    } catch (e) {
      if (!e.message.includes("answered 503 (soak)")) throw e;
    }
  }
}

/** Calls one after the other in one conversation, until the time is over. */
async function session(client, provider, end, lot, said) {
  const thread = await client.thread();
  let turns = 0;
  do {
    const { sdp } = await started(client, thread);
    const call = provider.callOf(sdp);
    const calls = 1 + Number(lot(0.5)) + Number(lot(0.5));
    for (let turn = 0; turn < calls; turn++) await call.turn(`Where is number ${++turns} of ${thread}?`, turn, client.atWork(thread));
    await client.stop(thread);
    said.push({ thread, call });
  } while (performance.now() < end);
}

async function half(app, provider, minutes, lot) {
  const clients = await Promise.all(Array.from({ length: CLIENTS }, () => connect(`${app.url.replace("http", "ws")}/rpc`)));
  const end = performance.now() + minutes * 60_000;
  const said = [];
  await Promise.all(Array.from({ length: SESSIONS }, (_, i) => session(clients[i % CLIENTS], provider, end, lot, said)));
  for (const client of clients) client.close();
  await until("the end of every sideband", async () => provider.open() === 0);
  const goesOn = () => said.filter(({ call }) => !provider.hungUp.has(call.id)).map(({ call }) => call.id);
  await until("the hang-up of every call", async () => goesOn().length === 0).catch((e) => Promise.reject(new Error(`${e.message}: ${goesOn().slice(0, 5)}`)));
  return { said, heapMb: liveMb(app), threads: memoryOf(app.pid).threads };
}

/** What is reachable. The collector fills the gaps that it does not close with objects of its own. */
function liveMb(app) {
  const histogram = jcmd(app.pid, "GC.class_histogram");
  const bytes = (pattern) => Number(pattern.exec(histogram)?.[1] ?? 0);
  return (bytes(/^Total +\d+ +(\d+)/m) - bytes(/(\d+) +\[Ljdk\.internal\.vm\.FillerElement;/)) / 2 ** 20;
}

/** What the provider said and the record does not have exactly once. */
async function missing(app, said) {
  const faults = [];
  for (const thread of new Set(said.map(({ thread }) => thread))) {
    const { items } = await json(`${app.url}/conversations/${thread}/export?format=json`);
    const kept = items.filter(({ role, kind }) => role === "user" && kind === "speech").map(({ text }) => text);
    const wanted = said.filter((each) => each.thread === thread).flatMap(({ call }) => call.heard);
    for (const words of wanted) {
      const times = kept.filter((text) => text === words).length;
      if (times !== 1) faults.push(`"${words}" is there ${times} times`);
    }
  }
  return faults;
}

function pinned(recording) {
  const events = execFileSync(jdk("jfr"), ["print", "--events", "jdk.VirtualThreadPinned", recording], { encoding: "utf8", maxBuffer: 1 << 28 });
  return { count: events.split("jdk.VirtualThreadPinned {").length - 1, events };
}

const folder = mkdtempSync(join(tmpdir(), "sidetone-soak-"));
const recording = join(folder, "soak.jfr");
const provider = await FaultyProvider.start(SEED);
const app = await startApp({
  workspace: folder,
  env: { SIDETONE_MODELS: "off", SIDETONE_MODELS_DIR: join(folder, "none"), SIDETONE_PROVIDER_URL: `${provider.url}/v1`, SIDETONE_PROVIDER_KEY: "sk-soak" },
});
const failures = [];
const check = (name, ok, figure) => {
  console.log(`${ok ? "ok  " : "FAIL"}  ${name}: ${figure}`);
  if (!ok) failures.push(name);
};
try {
  await app.ready("/readyz");
  const lot = dice(SEED + 1);
  const early = await connect(`${app.url.replace("http", "ws")}/rpc`);
  for (let n = 0; n < WARM_UP; n++) await session(early, provider, 0, lot, []); // classes are initialised once, those for faults too
  jcmd(app.pid, "JFR.start", "name=soak", "jdk.VirtualThreadPinned#enabled=true", `jdk.VirtualThreadPinned#threshold=${PINNED_MS}ms`);
  const first = await half(app, provider, MINUTES / 2, lot);
  const second = await half(app, provider, MINUTES / 2, lot);
  const said = [...first.said, ...second.said];
  const calls = said.map(({ call }) => call);
  const outputs = calls.flatMap((call) => [...call.outputs.values()]);
  const sum = (values) => values.reduce((a, b) => a + b, 0);
  console.log(
    `${SESSIONS} sessions, ${calls.length} calls, ${outputs.length} turns; cut sidebands ${sum(calls.map(({ cuts }) => cuts))}, ` +
      `outputs sent again and refused ${sum(calls.map(({ refused }) => refused))}, ` +
      Object.entries(provider.faults).map(([name, count]) => `${name} ${count}`).join(", "),
  );
  const lost = await missing(app, said);
  check("every sentence is in the record once", lost.length === 0, lost.length ? lost.slice(0, 5).join("; ") : `${sum(calls.map(({ heard }) => heard.length))} of them`);
  const twice = outputs.filter((count) => count !== 1).length;
  check("every function call got one output", twice === 0, twice ? `${twice} got more` : `${outputs.length} of them`);
  check("heap after a collection", second.heapMb - first.heapMb <= HEAP_GROWTH_MB, `${first.heapMb.toFixed(1)} MB, then ${second.heapMb.toFixed(1)} (at most ${HEAP_GROWTH_MB} more)`);
  check("platform threads", second.threads - first.threads <= THREAD_GROWTH, `${first.threads}, then ${second.threads}`);
  jcmd(app.pid, "JFR.dump", "name=soak", `filename=${recording}`);
  const { count, events } = pinned(recording);
  check(`virtual threads pinned for ${PINNED_MS} ms or longer`, count === 0, count ? events.slice(0, 4000) : "none");
} catch (e) {
  console.log(`${app.log().slice(-2000)}\n`);
  if (process.env.THREADS) console.log(jcmd(app.pid, "Thread.print"));
  check("nobody waits for ever", false, e.message);
} finally {
  await app.stop();
  provider.stop();
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = failures.length ? 1 : 0;
