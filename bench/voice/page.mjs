// Runs inside the page: one call, questions played into it, both directions watched on one audio clock.
const LOUD = 0.012; // RMS of a 128-sample block that counts as audible
const WORKLET = `registerProcessor("meter", class extends AudioWorkletProcessor {
  process(inputs) {
    const channel = inputs[0][0];
    if (channel) { let sum = 0; for (const v of channel) sum += v * v; this.port.postMessage([currentTime, Math.sqrt(sum / channel.length)]); }
    return true;
  }
});`;

const context = new AudioContext({ sampleRate: 48000, latencyHint: "interactive" });
const state = { blocks: [], citations: [], latency: null, name: "", transcript: "" };
let socket, threadId, microphone, nextId = 1;
const waiting = new Map();

function rpc(method, params) {
  const id = nextId++;
  socket.send(JSON.stringify({ id, method, params }));
  return new Promise((done, fail) => waiting.set(id, { done, fail }));
}

function onMessage(message, peer) {
  if (message.id && waiting.has(message.id)) {
    const { done, fail } = waiting.get(message.id);
    waiting.delete(message.id);
    return message.error ? fail(new Error(message.error.message)) : done(message.result);
  }
  const { method, params } = message;
  if (method === "thread/realtime/sdp") peer.setRemoteDescription({ type: "answer", sdp: params.sdp });
  if (method === "thread/realtime/transcript/done" && params.role === "user") state.transcript = params.text;
  if (method === "item/completed" && params.item.citations) state.citations.push(...params.item.citations);
  if (method === "sidetone/realtime/latency") state.latency = params;
  if (method === "sidetone/realtime/state") state.name = params.state;
  if (method === "thread/realtime/error") state.error = params.message;
}

async function when(what, check, limitMs = 20000) {
  const end = performance.now() + limitMs;
  while (!check()) {
    if (performance.now() > end) throw new Error(`no ${what}; state ${state.name} ${state.error ?? ""}`);
    await new Promise((next) => setTimeout(next, 20));
  }
}

async function call() {
  await context.audioWorklet.addModule(URL.createObjectURL(new Blob([WORKLET], { type: "text/javascript" })));
  microphone = context.createMediaStreamDestination();
  const peer = new RTCPeerConnection();
  peer.createDataChannel("oai-events");
  peer.addTrack(microphone.stream.getAudioTracks()[0], microphone.stream);
  peer.ontrack = ({ streams: [stream], track }) => {
    const remote = stream ?? new MediaStream([track]);
    const element = new Audio(); // Chromium pulls remote audio only through an element
    element.srcObject = remote;
    element.muted = true;
    element.play();
    const meter = new AudioWorkletNode(context, "meter");
    meter.port.onmessage = ({ data }) => state.blocks.push(data);
    context.createMediaStreamSource(remote).connect(meter);
  };
  await peer.setLocalDescription(await peer.createOffer());
  await when("candidates", () => peer.iceGatheringState === "complete", 3000).catch(() => {});
  socket = new WebSocket(location.origin.replace("http", "ws") + "/rpc");
  socket.onmessage = ({ data }) => onMessage(JSON.parse(data), peer);
  await new Promise((open) => (socket.onopen = open));
  await rpc("initialize", { clientInfo: { name: "bench", version: "1" }, capabilities: { experimentalApi: true } });
  socket.send(JSON.stringify({ method: "initialized" }));
  threadId = (await rpc("thread/start", {})).thread.id;
  await rpc("thread/realtime/start", { threadId, outputModality: "audio", transport: { type: "webrtc", sdp: peer.localDescription.sdp } });
  await when("connection", () => peer.connectionState === "connected");
  await when("listening", () => ["ready", "listening"].includes(state.name));
}

/** Seconds from the start of the buffer to its last audible sample. */
function endOfSpeech(buffer) {
  const samples = buffer.getChannelData(0);
  let peak = 0;
  for (const v of samples) peak = Math.max(peak, Math.abs(v));
  let last = samples.length - 1;
  while (last > 0 && Math.abs(samples[last]) < peak * 0.02) last--;
  return last / buffer.sampleRate;
}

async function ask(base64) {
  const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
  const buffer = await context.decodeAudioData(bytes.buffer);
  Object.assign(state, { blocks: [], citations: [], latency: null, transcript: "" });
  const source = new AudioBufferSourceNode(context, { buffer });
  source.connect(microphone);
  const begin = context.currentTime + 0.1;
  source.start(begin);
  const end = begin + endOfSpeech(buffer);
  const firstLoud = () => state.blocks.find(([time, rms]) => time > end && rms > LOUD)?.[0];
  await when("audible answer", firstLoud).catch(() => {});
  const first = firstLoud();
  await when("end of the answer", () => quietFor(1.0), 40000);
  return { totalMs: first ? (first - end) * 1000 : null, citations: state.citations, latency: state.latency, transcript: state.transcript };
}

function quietFor(seconds) {
  const now = context.currentTime;
  const lastLoud = state.blocks.findLast(([, rms]) => rms > LOUD)?.[0] ?? now;
  return now - lastLoud > seconds && ["ready", "listening"].includes(state.name);
}

globalThis.bench = { call, ask };
