// Audio over the JSON-RPC WebSocket: PCM16 at 24 kHz both ways, for where WebRTC cannot go.

import { loudness, rmsOf } from './level.js';
import { samplesOf, toBase64 } from './pcm.js';

const RATE = 24_000;
const START_WITHIN_MS = 12_000;
/** More than this waiting on the socket (2.7 s of audio) and the newest frames are dropped. */
const MAX_WAITING = 256 * 1024;

/** One attempt at a call. Events: `playing`, `quiet` (the loudspeaker ran empty). */
export class WebSocketLeg extends EventTarget {
  name = 'WebSocket';
  dropped = 0;
  #rpc;
  #threadId;
  #stops = [];
  #input = null;
  #source = null;
  #capture = null;
  #output = null;
  #player = null;
  #gate = true;
  #playing = false;
  #cut = new Set();
  #current = null;
  #analyser = null;
  #block = null;
  #alive = false;

  constructor({ rpc, threadId }) {
    super();
    this.#rpc = rpc;
    this.#threadId = threadId;
  }

  async start({ track, voice, recordingConsent }) {
    await this.#openOutput();
    await this.#openInput(track);
    this.#listen();
    const started = this.#started();
    started.catch(() => {});
    await this.#rpc.request('thread/realtime/start', {
      threadId: this.#threadId,
      outputModality: 'audio',
      transport: { type: 'websocket' },
      ...(voice ? { voice } : {}),
      ...(recordingConsent ? { recordingConsent } : {}),
    });
    await started;
    this.#alive = true;
  }

  async #openOutput() {
    this.#output = new AudioContext({ sampleRate: RATE });
    await this.#output.audioWorklet.addModule('/console/worklets/player.js');
    this.#player = new AudioWorkletNode(this.#output, 'sidetone-player', {
      numberOfInputs: 0,
      outputChannelCount: [1],
    });
    this.#player.port.onmessage = ({ data }) => this.#played(data);
    this.#analyser = new AnalyserNode(this.#output, { fftSize: 512 });
    this.#block = new Float32Array(this.#analyser.fftSize);
    this.#player.connect(this.#analyser).connect(this.#output.destination);
    await this.#output.resume();
  }

  async #openInput(track) {
    this.#input = new AudioContext();
    await this.#input.audioWorklet.addModule('/console/worklets/capture.js');
    this.#capture = new AudioWorkletNode(this.#input, 'sidetone-capture', { numberOfOutputs: 0 });
    this.#capture.port.onmessage = ({ data }) => this.#send(data);
    await this.useTrack(track);
    await this.#input.resume();
  }

  #listen() {
    const mine = (method, listener) =>
      this.#stops.push(
        this.#rpc.on(method, (params) => {
          if (params.threadId === this.#threadId) listener(params);
        }),
      );
    // The call may be gone when the connection is back: it is set up anew then, with another leg.
    this.#stops.push(this.#rpc.on('down', () => {
      this.#alive = false;
    }));
    mine('thread/realtime/outputAudio/delta', ({ audio }) => this.#push(audio));
    mine('thread/realtime/itemAdded', ({ item }) => {
      if (item?.type === 'input_audio_buffer.speech_started') this.cutPlayback();
    });
  }

  #started() {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error('The call did not start in time. Try again.')),
        START_WITHIN_MS,
      );
      const settle = (action) => (params) => {
        if (params.threadId !== this.#threadId) return;
        clearTimeout(timer);
        action(params);
      };
      this.#stops.push(
        this.#rpc.on('thread/realtime/started', settle(resolve)),
        this.#rpc.on('thread/realtime/error', settle(({ message }) => reject(new Error(message)))),
      );
    });
  }

  #send(buffer) {
    if (!this.#alive || !this.#gate || !this.#rpc.isUp) return;
    if (this.#rpc.waiting > MAX_WAITING) {
      this.dropped++;
      return;
    }
    const audio = {
      data: toBase64(buffer),
      sampleRate: RATE,
      numChannels: 1,
      samplesPerChannel: buffer.byteLength / 2,
      itemId: null,
    };
    this.#rpc
      .request('thread/realtime/appendAudio', { threadId: this.#threadId, audio })
      .catch(() => this.dropped++);
  }

  #push({ data, itemId }) {
    const id = itemId ?? 'unnamed';
    if (this.#cut.has(id)) return;
    this.#current = id;
    const samples = samplesOf(data);
    this.#player.port.postMessage({ type: 'push', itemId: id, samples }, [samples.buffer]);
  }

  #played({ type, itemId, playedMs }) {
    if (type === 'flushed') this.#report(itemId, playedMs);
    else this.#setPlaying(type === 'started');
  }

  #setPlaying(playing) {
    if (this.#playing === playing) return;
    this.#playing = playing;
    this.dispatchEvent(new CustomEvent(playing ? 'playing' : 'quiet'));
  }

  /** Tells the service how much of the cut item left the loudspeaker, so that history is true. */
  #report(itemId, playedMs) {
    if (itemId === null || itemId === 'unnamed') return;
    const late = Math.round((this.#output.outputLatency || this.#output.baseLatency || 0) * 1000);
    this.#rpc
      .request('sidetone/realtime/playback', {
        threadId: this.#threadId,
        itemId,
        playedMs: Math.max(0, playedMs - late),
      })
      .catch(() => {});
  }

  /** Silence at once; what still comes of that item is thrown away. */
  cutPlayback() {
    if (!this.#playing) return;
    if (this.#current !== null) this.#cut.add(this.#current);
    this.#player.port.postMessage({ type: 'flush' });
    this.#setPlaying(false);
  }

  get alive() {
    return this.#alive;
  }

  get isPlaying() {
    return this.#playing;
  }

  outputLevel() {
    if (!this.#playing) return 0;
    this.#analyser.getFloatTimeDomainData(this.#block);
    return loudness(rmsOf(this.#block) * 2);
  }

  async useTrack(track) {
    this.#source?.disconnect();
    this.#source = this.#input.createMediaStreamSource(new MediaStream([track]));
    this.#source.connect(this.#capture);
  }

  async useSpeaker(deviceId) {
    await this.#output?.setSinkId?.(deviceId);
  }

  set gate(open) {
    this.#gate = open;
  }

  close() {
    this.#alive = false;
    this.#stops.forEach((stop) => stop());
    this.#stops = [];
    this.#source?.disconnect();
    if (this.#capture) this.#capture.port.onmessage = null;
    this.#input?.close();
    this.#output?.close();
  }
}
