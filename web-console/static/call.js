// One voice call: opens the microphone, picks the audio path, keeps the state that is shown.

import { WebRtcFailed, WebRtcLeg } from './leg-webrtc.js';
import { WebSocketLeg } from './leg-websocket.js';
import { Parking } from './parking.js';
import { ServiceLink } from './service-link.js';

const RELEASE_TAIL_MS = 200;
const RECOVER_DELAYS_MS = [300, 1_500, 4_000];
/** The provider takes the call, but not in this way. */
const TRY_SOCKET = new Set(['sideband_failed', 'start_timeout']);
const WORKING = new Set(['thinking', 'speaking', 'tool-running']);

/**
 * Events: `change` (state, mute, path or mode), `fallback` ({reason}), `failed` ({message}),
 * `ended` ({reason}).
 */
export class Call extends EventTarget {
  #rpc;
  #microphone;
  #audio;
  #leg = null;
  #phase = 'none';
  #server = { state: 'ready', detail: '' };
  #muted = false;
  #mode = 'hold';
  #held = false;
  #voiced = false;
  #releaseTimer = 0;
  #options = null;
  #speaker = '';
  #generation = 0;
  #parking;
  #link;

  constructor({ rpc, microphone, audio }) {
    super();
    this.#rpc = rpc;
    this.#microphone = microphone;
    this.#audio = audio;
    rpc.on('sidetone/realtime/state', (params) => this.#heard(params));
    rpc.on('thread/realtime/closed', (params) => this.#closed(params));
    rpc.on('thread/realtime/error', (params) => this.#errored(params));
    rpc.on('sidetone/realtime/renewalDue', (params) => this.#renew(params));
    rpc.on('sidetone/realtime/ringing', ({ threadId }) => threadId === this.threadId && this.#parking.rang());
    rpc.on('down', () => this.#changed());
    this.#link = new ServiceLink(rpc);
    this.#parking = new Parking({
      needsOffer: () => this.#leg instanceof WebRtcLeg,
      sound: () => this.#leg,
      fetchSound: () => this.#open(new WebRtcLeg({ ...this.#legOptions(), parked: true }), this.#generation),
      ask: () => this.#tell('sidetone/realtime/resume'),
      lost: () => this.#recover(),
      trouble: (message) => this.#emit('trouble', { message }),
    });
    microphone.addEventListener('track', ({ detail }) => this.#leg?.useTrack(detail.track));
    microphone.addEventListener('level', ({ detail }) => this.#listened(detail.steps));
  }

  get isActive() {
    return this.#phase !== 'none';
  }

  get isRunning() {
    return this.#phase === 'running';
  }

  /** The service has closed the provider's session while the agent works. */
  get isParked() {
    return this.#phase === 'running' && this.#parking.isParked;
  }

  get isMuted() {
    return this.#muted;
  }

  get isHeld() {
    return this.#held;
  }

  get mode() {
    return this.#mode;
  }

  /** Name of the audio path in use, or an empty text. */
  get path() {
    return this.#phase === 'running' ? this.#leg.name : '';
  }

  get threadId() {
    return this.#options?.threadId ?? '';
  }

  get detail() {
    return this.#server.detail ?? '';
  }

  get outputLevel() {
    return this.#phase === 'running' ? this.#leg.outputLevel() : 0;
  }

  /** One of the states of a call that the page shows. */
  get state() {
    if (this.#phase === 'none') return 'disconnected';
    if (this.#phase === 'starting') return 'connecting';
    if (this.#phase === 'recovering' || !this.#rpc.isUp) return 'reconnecting';
    if (this.#leg.isPlaying) return 'speaking';
    // The service joins a lost sideband again by itself; the sound goes on meanwhile.
    if (this.#server.state === 'reconnecting' || this.isParked) return this.#server.state;
    if (this.#held) return this.#voiced ? 'hearing-you' : 'listening';
    if (WORKING.has(this.#server.state)) return this.#server.state;
    if (this.#muted) return 'muted';
    if (this.#mode === 'hold') return 'ready';
    return this.#server.state === 'hearing-you' ? 'hearing-you' : 'listening';
  }

  /**
   * Starts. `path` is auto, webrtc or websocket; `webrtc` says whether the service offers it,
   * `speechSettled` waits until the service can hear, or knows that it cannot.
   * Throws a MicrophoneProblem, or an Error whose message is fit to be shown.
   */
  async start(options) {
    const generation = ++this.#generation;
    this.#options = options;
    this.#mode = options.mode;
    this.#muted = false;
    this.#server = { state: 'ready', detail: '' };
    this.#setPhase('starting');
    this.#applyGate();
    try {
      await this.#microphone.open();
      await this.#connect(generation);
    } catch (error) {
      if (generation === this.#generation) this.#drop();
      throw error;
    }
  }

  async #connect(generation) {
    const { path, webrtc } = this.#options;
    const refusal = path === 'websocket' ? null : WebRtcLeg.refusal(webrtc);
    if (path !== 'websocket' && refusal === null) {
      try {
        await this.#open(new WebRtcLeg(this.#legOptions()), generation);
        return;
      } catch (error) {
        if (generation !== this.#generation) return;
        await this.#abandon();
        if (!(error instanceof WebRtcFailed)) throw error;
        this.#emit('fallback', { reason: error.message });
      }
    } else if (refusal) {
      this.#emit('fallback', { reason: refusal });
    }
    await this.#open(new WebSocketLeg(this.#legOptions()), generation);
  }

  #legOptions() {
    return { rpc: this.#rpc, threadId: this.#options.threadId, audio: this.#audio };
  }

  async #open(leg, generation) {
    this.#leg?.close();
    this.#leg = leg;
    for (const type of ['playing', 'quiet']) leg.addEventListener(type, () => this.#changed());
    leg.addEventListener('lost', () => {
      if (leg === this.#leg && !this.isParked) this.#recover();
    });
    await leg.start({ track: this.#microphone.track, voice: this.#options.voice, recordingConsent: this.#options.recordingConsent });
    if (generation !== this.#generation) {
      leg.close();
      return;
    }
    if (this.#speaker) await leg.useSpeaker(this.#speaker).catch(() => {});
    this.#setPhase('running');
    await this.setMode(this.#mode);
  }

  /** Ends what the first attempt may have begun on the service's side. */
  async #abandon() {
    this.#leg?.close();
    this.#leg = null;
    await this.#link.hangUp(this.#options.threadId);
  }

  /** The person hangs up. */
  async stop() {
    if (!this.isActive) return;
    const { threadId } = this.#options;
    this.#generation++;
    this.#drop();
    this.#emit('ended', { reason: 'requested' });
    await this.#rpc.request('thread/realtime/stop', { threadId }).catch(() => {});
  }

  #drop() {
    clearTimeout(this.#releaseTimer);
    this.#held = false;
    this.#leg?.close();
    this.#leg = null;
    this.#microphone.close();
    this.#microphone.gate = true;
    this.#parking.ended();
    this.#setPhase('none');
  }

  /** hold: the microphone is open while a key is held; open: the service finds the turns. */
  async setMode(mode) {
    this.#mode = mode;
    this.#applyGate();
    this.#changed();
    if (!this.isRunning) return;
    await this.#tell('sidetone/realtime/turnDetection', { mode });
  }

  setMuted(muted) {
    this.#muted = muted;
    this.#applyGate();
    this.#changed();
  }

  async useSpeaker(deviceId) {
    this.#speaker = deviceId;
    await this.#leg?.useSpeaker(deviceId);
  }

  #applyGate() {
    const open = this.#mode === 'open' ? !this.#muted : this.#held;
    this.#microphone.gate = open;
    // With an open microphone silence must go on, or the service never hears that a turn ended.
    if (this.#leg) this.#leg.gate = this.#mode === 'open' || this.#held;
  }

  /** The talk key went down. */
  press() {
    if (!this.isRunning || this.#held) return;
    this.resume();
    if (this.isParked && this.#leg instanceof WebRtcLeg) return;
    if (this.#releaseTimer !== 0) {
      clearTimeout(this.#releaseTimer);
      this.#releaseTimer = 0;
    } else if (this.#mode === 'hold') {
      if (this.#leg.isPlaying || WORKING.has(this.#server.state)) this.interrupt();
      this.#tell('sidetone/realtime/clear');
    }
    this.#held = true;
    this.#muted = false;
    this.#voiced = false;
    this.#applyGate();
    this.#changed();
  }

  /** The talk key went up: the last sound still travels, then the turn is handed over. */
  release() {
    if (!this.#held || this.#releaseTimer !== 0) return;
    this.#releaseTimer = setTimeout(() => this.#released(), RELEASE_TAIL_MS);
  }

  #released() {
    this.#releaseTimer = 0;
    this.#held = false;
    this.#applyGate();
    if (this.#mode === 'hold' && this.isRunning) {
      if (!this.isParked) this.#server = { state: 'thinking', detail: '' };
      this.#tell('sidetone/realtime/commit');
    }
    this.#changed();
  }

  /** Brings a parked call back. */
  resume() {
    this.#parking.resume();
  }

  /** Stops the assistant's speech and the answer that is being made. */
  interrupt() {
    if (!this.isRunning) return;
    this.#leg.cutPlayback();
    this.#tell('sidetone/realtime/interrupt');
    this.#changed();
  }

  /** Typed words in the call. */
  say(text) {
    const { threadId } = this.#options;
    return this.#rpc.request('thread/realtime/appendText', { threadId, text, role: 'user' });
  }

  /** The control connection is back and the conversation is subscribed again. */
  async resumed() {
    this.#link.back();
    if (this.#phase !== 'running') return;
    if (!(await this.#stillRuns())) await this.#recover();
    this.#changed();
  }

  /**
   * Whether the service goes on with this call. One that was started anew does not, although it
   * takes WebRTC some seconds to notice that nobody is there.
   */
  async #stillRuns() {
    if (!(this.#leg instanceof WebRtcLeg) || !(this.#leg.alive || this.isParked)) return false;
    const params = { threadId: this.#options.threadId, mode: this.#mode };
    try {
      await this.#rpc.request('sidetone/realtime/turnDetection', params);
      return true;
    } catch (error) {
      if (error.code === 0) return true; // Lost again: the next return of the connection decides.
      return false;
    }
  }

  /** While the service is away nothing is tried, however long that takes. */
  async #recover() {
    if (this.#phase !== 'running') return;
    const generation = ++this.#generation;
    this.#setPhase('recovering');
    for (const delay of RECOVER_DELAYS_MS) {
      await new Promise((resolve) => setTimeout(resolve, delay));
      await this.#link.untilBack();
      await this.#options.speechSettled();
      if (generation !== this.#generation) return;
      try {
        await this.#connect(generation);
        return;
      } catch {
        // The next attempt follows; the last one is told below.
      }
    }
    if (generation !== this.#generation) return;
    this.#drop();
    this.#emit('failed', { message: 'The call was lost and could not be set up again.' });
  }

  #tell(method, more = {}) {
    const params = { threadId: this.#options.threadId, ...more };
    return this.#rpc
      .request(method, params)
      .catch((error) => this.#emit('trouble', { message: error.message }));
  }

  #heard({ threadId, state, detail }) {
    if (threadId !== this.#options?.threadId) return;
    this.#server = { state, detail: detail ?? '' };
    if (this.#phase === 'running') this.#parking.heard(state);
    this.#changed();
  }

  #listened(steps) {
    if (this.#mode === 'open' && !this.#muted) this.#parking.listened(steps);
    const voiced = this.#held && (this.#voiced || steps >= 4);
    if (voiced === this.#voiced) return;
    this.#voiced = voiced;
    this.#changed();
  }

  /** One that is told again is of a call that was lost; `resumed` looks what is left of it. */
  #closed({ threadId, reason }) {
    if (!this.#link.isBack) return;
    if (this.#phase !== 'running' || threadId !== this.#options.threadId) return;
    this.#generation++;
    this.#drop();
    if (reason === 'requested') this.#emit('ended', { reason });
    else this.#emit('failed', { message: 'The service ended the call.' });
  }

  /** The provider ends its session soon; this is a pause of speech. */
  #renew({ threadId }) {
    if (threadId === this.#options?.threadId) this.#recover();
  }

  #errored({ threadId, message, code }) {
    if (this.#phase !== 'running' || threadId !== this.#options.threadId) return;
    if (TRY_SOCKET.has(code) && this.#leg instanceof WebRtcLeg) {
      this.#options = { ...this.#options, path: 'websocket' };
      this.#emit('fallback', { reason: message });
      this.#recover();
      return;
    }
    this.#emit('trouble', { message });
  }

  #setPhase(phase) {
    this.#phase = phase;
    this.#changed();
  }

  #changed() {
    this.#emit('change');
  }

  #emit(type, detail = {}) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
