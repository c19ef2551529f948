// A realtime provider that misbehaves by dice: slow and failing answers, sidebands that are refused or cut in the
// middle of a frame, events that come twice, remarks, errors, events nobody knows. It keeps account of what it said and got.
import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { WebSocketServer } from "ws";

const sdp = (id) =>
  [
    "v=0", "o=- 4611 2 IN IP4 127.0.0.1", "s=-", "t=0 0", "a=group:BUNDLE 0 1", "a=ice-lite",
    "m=audio 9 UDP/TLS/RTP/SAVPF 111", "c=IN IP4 127.0.0.1", "a=mid:0", "a=sendrecv", "a=rtcp-mux",
    `a=ice-ufrag:${id}`, "a=ice-pwd:soaksoaksoaksoaksoaksoak", "a=setup:passive",
    `a=fingerprint:sha-256 ${Array(32).fill("AA").join(":")}`, "a=rtpmap:111 opus/48000/2",
    "a=candidate:1 1 udp 2130706431 127.0.0.1 3478 typ host",
    "m=application 9 UDP/DTLS/SCTP webrtc-datachannel", "c=IN IP4 127.0.0.1", "a=mid:1", "a=sctp-port:5000", "",
  ].join("\r\n");

/** The same dice for the same seed (mulberry32). */
export function dice(seed) {
  let state = seed;
  return (chance) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32 < chance;
  };
}

class Call {
  story = []; // what happened to it, for the message when it stands still
  heard = []; // what the user said, each once
  outputs = new Map(); // function call → how many outputs were taken
  refused = 0; // items that were there already
  #items = new Set();
  cuts = 0;
  #waiting = new Set();

  constructor(id, lot) {
    this.id = id;
    this.lot = lot;
  }

  joined(ws) {
    this.story.push("joined");
    this.ws = ws;
    ws.on("close", (code) => {
      this.story.push(`closed ${code}`);
      if (this.ws === ws) this.ws = undefined;
    });
    ws.on("error", () => {});
    ws.on("message", (data) => this.#take(JSON.parse(data)));
    this.#say({ type: "session.created", session: { id: `sess_${this.id}`, object: "realtime.session", type: "realtime" } });
    this.#changed();
  }

  #take(event) {
    this.story.push(`< ${event.type} ${event.item?.type ?? ""}`);
    if (event.type === "session.update") this.#say({ type: "session.updated", session: event.session });
    if (event.type === "conversation.item.create") this.#created(event);
    this.#changed();
  }

  #created({ item, event_id }) {
    if (this.#items.has(item.id)) {
      this.refused++;
      return this.#say({ type: "error", error: { type: "invalid_request_error", code: "item_already_exists", message: `${item.id} is there already`, event_id } });
    }
    this.#items.add(item.id);
    if (item.type === "function_call_output") this.outputs.set(item.call_id, (this.outputs.get(item.call_id) ?? 0) + 1);
    this.#say({ type: "conversation.item.added", previous_item_id: null, item });
    this.#say({ type: "conversation.item.done", previous_item_id: null, item });
  }

  #say(event) {
    if (!this.ws) return;
    this.story.push(`> ${event.type}`);
    const text = JSON.stringify({ event_id: "event_soak", ...event });
    this.ws.send(text);
    if (event.item_id && this.lot(0.1)) this.ws.send(text);
  }

  #changed() {
    for (const check of this.#waiting) check();
  }

  until(what, condition, limitMs = 60_000) {
    return new Promise((done, fail) => {
      const timer = setTimeout(() => fail(new Error(`${this.id}: waited ${limitMs} ms for ${what} after ${this.story.slice(-30).join(", ")}`)), limitMs);
      const check = () => {
        if (!condition()) return;
        clearTimeout(timer);
        this.#waiting.delete(check);
        done();
      };
      this.#waiting.add(check);
      check();
    });
  }

  /**
   * The user says something that the agent is asked about; ends when its output came. `taken` tells that the question is
   * at work: torn down earlier, TCP may throw it away, and nobody sends it again. An end in order comes with the question
   * itself: what was said before it arrives.
   */
  async turn(words, number, taken) {
    await this.until("its sideband", () => this.ws?.readyState === 1);
    const item = `item_${this.id}_${number}`;
    const asked = `call_${this.id}_${number}`;
    this.#say({ type: "input_audio_buffer.speech_started", audio_start_ms: 100, item_id: item });
    this.#say({ type: "conversation.item.input_audio_transcription.delta", item_id: item, content_index: 0, delta: words });
    this.#say({ type: "conversation.item.input_audio_transcription.completed", item_id: item, content_index: 0, transcript: words });
    this.heard.push(words);
    if (this.lot(0.1)) this.#say({ type: "error", error: { type: "invalid_request_error", code: "soak", message: "a remark" } });
    if (this.lot(0.1)) this.#say({ type: "soak.nobody_knows_this", item_id: item });
    const call = { id: `fc_${asked}`, type: "function_call", status: "completed", name: "background_agent", call_id: asked };
    this.#say({ type: "conversation.item.done", item_id: call.id, item: { ...call, arguments: JSON.stringify({ prompt: words }) } });
    if (this.lot(0.15)) {
      this.#cut((socket) => socket.end());
    } else if (this.lot(0.2)) {
      await taken;
      this.#cut((socket) => socket.destroySoon());
    }
    await this.until("the agent's output", () => this.outputs.has(asked));
  }

  /** Half a frame, sometimes, and the end of the connection. */
  #cut(end) {
    this.cuts++;
    this.story.push("cut");
    const socket = this.ws._socket;
    if (this.lot(0.5)) socket.write(Buffer.from([0x81, 0x7e, 0x10, 0x00, 0x7b, 0x22]));
    end(socket);
    this.ws = undefined; // what follows is said on the next one
  }
}

export class FaultyProvider {
  calls = new Map();
  hungUp = new Set();
  faults = { refusedCalls: 0, slowCalls: 0, refusedSidebands: 0 };

  static async start(seed) {
    const provider = new FaultyProvider();
    provider.lot = dice(seed);
    provider.server = createServer((request, response) => provider.#answer(request, response));
    const upgrades = new WebSocketServer({ noServer: true, perMessageDeflate: false });
    provider.server.on("upgrade", (request, socket, head) => provider.#join(upgrades, request, socket, head));
    await new Promise((done) => provider.server.listen(0, "127.0.0.1", done));
    provider.url = `http://127.0.0.1:${provider.server.address().port}`;
    return provider;
  }

  async #answer(request, response) {
    for await (const _ of request); // the body is of no interest
    const [path] = request.url.split("?");
    const hangup = /\/calls\/([^/]+)\/hangup$/.exec(path);
    if (hangup) {
      this.hungUp.add(hangup[1]);
      return response.writeHead(200).end();
    }
    if (request.method !== "POST" || !/\/realtime\/calls\/?$/.test(path)) {
      return response.writeHead(request.method === "GET" ? 200 : 404, { "Content-Type": "application/json" }).end('{"object":"list","data":[]}');
    }
    if (this.lot(0.1)) {
      this.faults.refusedCalls++;
      return response.writeHead(503, { "Content-Type": "application/json" }).end('{"error":{"message":"soak"}}');
    }
    if (this.lot(0.1)) {
      this.faults.slowCalls++;
      await sleep(700);
    }
    const call = new Call(`rtc_soak${this.calls.size + 1}`, this.lot);
    this.calls.set(call.id, call);
    response.writeHead(201, { "Content-Type": "application/sdp", Location: `/v1/realtime/calls/${call.id}` }).end(sdp(call.id));
  }

  #join(upgrades, request, socket, head) {
    socket.on("error", () => {});
    if (this.lot(0.05)) {
      this.faults.refusedSidebands++;
      return socket.end("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n");
    }
    const call = this.calls.get(new URL(request.url, "http://localhost").searchParams.get("call_id"));
    upgrades.handleUpgrade(request, socket, head, (ws) => call.joined(ws));
  }

  /** The call whose answer this is. */
  callOf(answer) {
    return this.calls.get(/a=ice-ufrag:(\S+)/.exec(answer)[1]);
  }

  open() {
    return [...this.calls.values()].filter(({ ws }) => ws).length;
  }

  stop() {
    this.server.closeAllConnections();
    this.server.close();
  }
}
