// A client of the app-server dialect over WebSocket.
import WebSocket from "ws";
import { ages, now } from "./clock.mjs";

const OFFER = [
  "v=0", "o=- 1 2 IN IP4 127.0.0.1", "s=-", "t=0 0", "a=group:BUNDLE 0 1", "a=msid-semantic: WMS",
  "m=audio 9 UDP/TLS/RTP/SAVPF 111", "c=IN IP4 0.0.0.0", "a=rtcp:9 IN IP4 0.0.0.0", "a=ice-ufrag:offr",
  "a=ice-pwd:offerofferofferofferoffer", "a=ice-options:trickle", `a=fingerprint:sha-256 ${Array(32).fill("BB").join(":")}`,
  "a=setup:actpass", "a=mid:0", "a=sendrecv", "a=rtcp-mux", "a=rtpmap:111 opus/48000/2", "a=fmtp:111 minptime=10;useinbandfec=1",
  "m=application 9 UDP/DTLS/SCTP webrtc-datachannel", "c=IN IP4 0.0.0.0", "a=ice-ufrag:offr",
  "a=ice-pwd:offerofferofferofferoffer", `a=fingerprint:sha-256 ${Array(32).fill("BB").join(":")}`, "a=setup:actpass",
  "a=mid:1", "a=sctp-port:5000", "a=max-message-size:262144", "",
].join("\r\n");
const FLAT_DELTA = '"thread/realtime/transcript/delta"';
const PATIENCE_MS = 60_000;

export class Client {
  #ids = 0;
  #asked = new Map();
  #waiting = new Set();
  ages = [];

  static async connect(url) {
    const client = new Client();
    client.ws = new WebSocket(url, { perMessageDeflate: false, maxPayload: 1 << 28 });
    client.ws.on("message", (data) => client.#take(data));
    client.ws.on("close", (code, reason) => (client.closed = `${code} ${reason}`));
    await new Promise((done, fail) => client.ws.once("open", done).once("error", fail));
    await client.call("initialize", { clientInfo: { name: "bench", title: "Bench", version: "1" }, capabilities: { experimentalApi: true } });
    client.ws.send('{"method":"initialized"}');
    return client;
  }

  #take(data) {
    const text = data.toString("latin1");
    if (text.includes(FLAT_DELTA)) {
      this.ages.push(...ages(text));
      return;
    }
    if (text.includes("item/transcript/delta")) return; // the same words in the other family
    const message = JSON.parse(data);
    if (message.method) {
      for (const waiter of this.#waiting) waiter(message);
    } else {
      this.#asked.get(message.id)?.(message);
      this.#asked.delete(message.id);
    }
  }

  async call(method, params) {
    const id = ++this.#ids;
    const answer = await within(`${method} is answered`, (done) => {
      this.#asked.set(id, done);
      this.ws.send(JSON.stringify({ id, method, params }));
    });
    if (answer.error) throw new Error(`${method}: ${answer.error.code} ${answer.error.message}`);
    return answer.result;
  }

  async thread() {
    return (await this.call("thread/start", {})).thread.id;
  }

  /** Starts a WebRTC call: the answer's SDP, and ms from the request to it. */
  async start(threadId) {
    const begun = now();
    let waiter;
    const answered = within("thread/realtime/sdp", (done, fail) => {
      waiter = ({ method, params }) => {
        if (params?.threadId !== threadId) return;
        if (method === "thread/realtime/sdp") done({ ms: now() - begun, sdp: params.sdp });
        if (method === "thread/realtime/error") fail(new Error(params.message));
      };
      this.#waiting.add(waiter);
    }).finally(() => this.#waiting.delete(waiter));
    await this.call("thread/realtime/start", { threadId, outputModality: "audio", transport: { type: "webrtc", sdp: OFFER } });
    return { begun, ...(await answered) };
  }

  stop(threadId) {
    return this.call("thread/realtime/stop", { threadId });
  }

  close() {
    this.ws.close();
  }
}

function within(what, work) {
  return new Promise((done, fail) => {
    const timer = setTimeout(() => fail(new Error(`waited ${PATIENCE_MS} ms: ${what}`)), PATIENCE_MS);
    const settle = (end) => (value) => {
      clearTimeout(timer);
      end(value);
    };
    work(settle(done), settle(fail));
  });
}
