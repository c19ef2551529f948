// A realtime provider that only answers and sends what it is told to, in a process of its own, so
// that its work is not counted to anybody. Told by IPC: { id, ask, ... } → { id, ... }.
import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { WebSocketServer } from "ws";
import { now, stamp } from "./clock.mjs";

const ANSWER = [
  "v=0", "o=- 4611 2 IN IP4 127.0.0.1", "s=-", "t=0 0", "a=group:BUNDLE 0 1", "a=ice-lite",
  "m=audio 9 UDP/TLS/RTP/SAVPF 111", "c=IN IP4 127.0.0.1", "a=mid:0", "a=sendrecv", "a=rtcp-mux",
  "a=ice-ufrag:bench", "a=ice-pwd:benchbenchbenchbenchbench", "a=setup:passive",
  `a=fingerprint:sha-256 ${Array(32).fill("AA").join(":")}`, "a=rtpmap:111 opus/48000/2",
  "a=candidate:1 1 udp 2130706431 127.0.0.1 3478 typ host",
  "m=application 9 UDP/DTLS/SCTP webrtc-datachannel", "c=IN IP4 127.0.0.1", "a=mid:1", "a=sctp-port:5000", "",
].join("\r\n");
const WAITING_BYTES = 256 * 1024;

const delays = { callMs: 0, sidebandMs: 0 };
const sockets = new Map(); // call id → socket
const joinedAt = []; // in the order of joining
let calls = 0;

const server = createServer(async (request, response) => {
  for await (const _ of request); // the body is of no interest
  const path = request.url.split("?")[0];
  if (request.method !== "POST" || !/\/realtime\/calls\/?$/.test(path)) {
    const known = request.method === "GET" || /\/hangup$/.test(path);
    return response.writeHead(known ? 200 : 404, { "Content-Type": "application/json" }).end('{"object":"list","data":[]}');
  }
  const id = `rtc_bench${++calls}`;
  await sleep(delays.callMs);
  response.writeHead(201, { "Content-Type": "application/sdp", Location: `/v1/realtime/calls/${id}` }).end(ANSWER);
});

const upgrades = new WebSocketServer({ noServer: true, perMessageDeflate: false });
server.on("upgrade", async (request, socket, head) => {
  socket.on("error", () => {});
  socket.setNoDelay(true);
  await sleep(delays.sidebandMs);
  upgrades.handleUpgrade(request, socket, head, (ws) => {
    const id = new URL(request.url, "http://localhost").searchParams.get("call_id") ?? `ws_${sockets.size}`;
    joinedAt.push(now());
    sockets.set(id, ws);
    ws.on("close", () => sockets.delete(id));
    ws.on("message", (data) => {
      const event = JSON.parse(data);
      if (event.type === "session.update") say(ws, { type: "session.updated", session: event.session });
    });
    say(ws, { type: "session.created", session: { id: `sess_${id}`, object: "realtime.session", type: "realtime" } });
  });
});

function say(ws, event) {
  ws.send(JSON.stringify({ event_id: "event_bench", ...event }));
}

const delta = () =>
  `{"type":"conversation.item.input_audio_transcription.delta","event_id":"e","item_id":"item_in","content_index":0,"delta":"${stamp()}"}`;

/** `count` deltas to each of the open sockets, in turn; at `perSecond` all together, or as fast as they are taken. */
async function send({ count, perSecond }) {
  const open = [...sockets.values()];
  const total = count * open.length;
  const begun = now();
  for (let sent = 0; sent < total; ) {
    const due = perSecond ? Math.min(total, Math.floor(((now() - begun) * perSecond) / 1000) + 1) : Math.min(total, sent + 200);
    for (; sent < due; sent++) open[sent % open.length].send(delta());
    if (perSecond) await sleep(1);
    else while (open.some((ws) => ws.bufferedAmount > WAITING_BYTES)) await sleep(1);
  }
  return { sent: total, tookMs: now() - begun };
}

const ANSWERS = {
  delay: async (wanted) => Object.assign(delays, wanted),
  open: async () => ({ open: sockets.size }),
  joined: async () => ({ joinedAt }),
  send,
};

process.on("message", async ({ id, ask, ...rest }) => process.send({ id, ...(await ANSWERS[ask](rest)) }));
process.on("disconnect", () => process.exit(0));
server.listen(0, "127.0.0.1", () => process.send({ port: server.address().port }));
