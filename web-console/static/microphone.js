// The person's microphone: choosing, opening, changing in mid-call, its level and its troubles.

import { named, remembered } from './dom.js';
import { Level, stepsOf } from './level.js';
import { microphoneProblem, problem } from './words.js';

const SILENT_AFTER_MS = 8_000;
const SILENT_RMS = 0.00012;
const LISTEN_EVERY_MS = 33;

/**
 * Events: `level` ({steps, rms}), `devices` (the list changed), `track` ({track}: another device
 * took over), `problem` ({problem}), `sound` (it is heard again after `problem` silent).
 */
export class Microphone extends EventTarget {
  #stream = null;
  #context = null;
  #level = null;
  #timer = 0;
  /** Null: nobody chose one here, and the configured one is taken where there is one. */
  #wanted = remembered.get('microphone', null);
  #named = '';
  #gate = true;
  #quietSince = 0;
  #silent = false;
  #heard = false;

  constructor() {
    super();
    navigator.mediaDevices?.addEventListener?.('devicechange', () => this.#emit('devices'));
  }

  /** Why no microphone can be had at all, before anyone is asked; undefined when it may work. */
  static impossible() {
    return globalThis.isSecureContext && navigator.mediaDevices?.getUserMedia
      ? undefined
      : problem('insecure');
  }

  static async permission() {
    try {
      return (await navigator.permissions.query({ name: 'microphone' })).state;
    } catch {
      return 'prompt';
    }
  }

  get track() {
    return this.#stream?.getAudioTracks()[0] ?? null;
  }

  get stream() {
    return this.#stream;
  }

  get isOpen() {
    return this.track?.readyState === 'live';
  }

  get wanted() {
    return this.#wanted ?? this.#named;
  }

  get label() {
    return this.track?.label ?? '';
  }

  /** Whether sound passes. Closed, the device stays open but gives silence. */
  set gate(open) {
    this.#gate = open;
    this.#quietSince = 0;
    if (this.track) this.track.enabled = open;
  }

  async list() {
    const all = (await navigator.mediaDevices?.enumerateDevices?.()) ?? [];
    const inputs = all.filter(({ kind, deviceId }) => kind === 'audioinput' && deviceId !== '');
    this.#named = named(inputs, 'microphone');
    return inputs;
  }

  /** Opens the chosen device, or the default one when it is gone. Throws a MicrophoneProblem. */
  async open() {
    const impossible = Microphone.impossible();
    if (impossible) throw impossible;
    if (this.isOpen) return;
    try {
      await this.list();
      this.#take(await this.#ask(this.wanted));
      await this.#turnToNamed();
    } catch (error) {
      if (error?.name !== 'OverconstrainedError') throw microphoneProblem(error);
      this.#report(problem('gone'));
      this.#take(await this.#ask('').catch((other) => Promise.reject(microphoneProblem(other))));
    }
  }

  /** Names are told only once the browser has allowed a microphone. */
  async #turnToNamed() {
    await this.list();
    if (this.wanted === '' || this.track?.getSettings().deviceId === this.wanted) return;
    this.#drop();
    this.#take(await this.#ask(this.wanted));
  }

  /** Chooses a device and remembers it; when one is open, sound goes on from the new one. */
  async choose(deviceId) {
    this.#wanted = deviceId;
    remembered.set('microphone', deviceId);
    if (!this.isOpen) return;
    let stream;
    try {
      stream = await this.#ask(deviceId);
    } catch (error) {
      throw microphoneProblem(error);
    }
    this.#drop();
    this.#take(stream);
    this.#emit('track', { track: this.track });
  }

  close() {
    this.#drop();
    this.#emit('level', { steps: 0, rms: 0 });
  }

  #ask(deviceId) {
    return navigator.mediaDevices.getUserMedia({
      audio: {
        deviceId: deviceId ? { exact: deviceId } : undefined,
        channelCount: 1,
        echoCancellation: true,
        noiseSuppression: true,
        autoGainControl: true,
      },
    });
  }

  #take(stream) {
    this.#stream = stream;
    const { track } = this;
    track.enabled = this.#gate;
    track.addEventListener('ended', () => this.#ended(track));
    this.#context ??= new AudioContext();
    this.#context.resume();
    this.#level = new Level(this.#context, stream);
    this.#quietSince = 0;
    this.#heard = false;
    this.#timer = setInterval(() => this.#listen(), LISTEN_EVERY_MS);
    this.#emit('devices');
  }

  #drop() {
    clearInterval(this.#timer);
    this.#level?.stop();
    this.#level = null;
    this.#stream?.getTracks().forEach((track) => track.stop());
    this.#stream = null;
  }

  #listen() {
    const rms = this.#level.rms();
    this.#emit('level', { steps: stepsOf(rms), rms });
    if (!this.#gate || this.#context.state !== 'running') return;
    if (rms > SILENT_RMS) this.#heardSound();
    else if (!this.#heard) this.#heardNothing(performance.now());
  }

  /** Once heard, a device is never called silent: noise suppression makes pauses fully quiet. */
  #heardSound() {
    this.#heard = true;
    if (this.#silent) this.#emit('sound');
    this.#silent = false;
  }

  #heardNothing(now) {
    if (this.#quietSince === 0) this.#quietSince = now;
    if (this.#silent || now - this.#quietSince < SILENT_AFTER_MS) return;
    this.#silent = true;
    this.#report(problem('silent'));
  }

  /** The device went away (unplugged, switched off): the default one takes over. */
  async #ended(track) {
    if (track !== this.track) return;
    this.#drop();
    try {
      this.#take(await this.#ask(''));
      this.#report(problem('gone'));
      this.#emit('track', { track: this.track });
    } catch (error) {
      this.#report(microphoneProblem(error));
    }
  }

  #report(trouble) {
    this.#emit('problem', { problem: trouble });
  }

  #emit(type, detail = {}) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
