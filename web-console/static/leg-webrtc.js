// Audio over WebRTC: straight between this browser and the provider.

import { Level, loudness } from './level.js';

const GATHER_WITHIN_MS = 1_500;
const CONNECT_WITHIN_MS = 12_000;
const LOST_AFTER_MS = 6_000;

/** WebRTC did not come about, or ended: the other path may still work. */
export class WebRtcFailed extends Error {}

/** One attempt at a call. Events: `lost` ({reason}), once, after it was connected. */
export class WebRtcLeg extends EventTarget {
  name = 'WebRTC';
  #rpc;
  #threadId;
  #audio;
  #peer = null;
  #sender = null;
  #level = null;
  #context = null;
  #timer = 0;
  #closed = false;
  #parked;

  /** `parked`: the call is there and parked, and gets its sound back. */
  constructor({ rpc, threadId, audio, parked = false }) {
    super();
    this.#rpc = rpc;
    this.#threadId = threadId;
    this.#audio = audio;
    this.#parked = parked;
  }

  /** Why it cannot be tried; null when it can. */
  static refusal(offered) {
    if (typeof globalThis.RTCPeerConnection !== 'function') return 'This browser has no WebRTC.';
    if (offered && offered.available === false) return offered.reason || 'The service offers no WebRTC.';
    return null;
  }

  async start({ track, voice, recordingConsent }) {
    this.#peer = this.#newPeer();
    this.#sender = this.#peer.addTrack(track, new MediaStream([track]));
    this.#peer.createDataChannel('oai-events');
    await this.#peer.setLocalDescription(await this.#peer.createOffer());
    await this.#gathered();
    const answer = this.#answer();
    const connected = this.#connected();
    connected.catch(() => {});
    try {
      await this.#ask(this.#peer.localDescription.sdp, { voice, recordingConsent });
      await this.#peer.setRemoteDescription({ type: 'answer', sdp: await answer.sdp });
      await connected;
    } finally {
      answer.stop();
    }
    this.#watch();
  }

  #ask(sdp, { voice, recordingConsent }) {
    if (this.#parked) return this.#rpc.request('sidetone/realtime/resume', { threadId: this.#threadId, sdp });
    return this.#rpc.request('thread/realtime/start', {
      threadId: this.#threadId,
      outputModality: 'audio',
      transport: { type: 'webrtc', sdp },
      parking: true,
      ...(voice ? { voice } : {}),
      ...(recordingConsent ? { recordingConsent } : {}),
    });
  }

  #newPeer() {
    try {
      const peer = new RTCPeerConnection();
      peer.ontrack = ({ track, streams }) => this.#play(streams[0] ?? new MediaStream([track]));
      return peer;
    } catch (error) {
      throw new WebRtcFailed(`This browser does not start WebRTC (${error.message}).`);
    }
  }

  /** All candidates go into the one offer, as the calls endpoint has no later way to bring them. */
  #gathered() {
    const peer = this.#peer;
    if (peer.iceGatheringState === 'complete') return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, GATHER_WITHIN_MS);
      peer.addEventListener('icegatheringstatechange', () => {
        if (peer.iceGatheringState !== 'complete') return;
        clearTimeout(timer);
        resolve();
      });
    });
  }

  #answer() {
    const stops = [];
    const sdp = new Promise((resolve, reject) => {
      const mine = (listener) => (params) => {
        if (params.threadId === this.#threadId) listener(params);
      };
      const timer = setTimeout(
        () => reject(new WebRtcFailed('The provider did not answer the offer in time.')),
        CONNECT_WITHIN_MS,
      );
      stops.push(
        () => clearTimeout(timer),
        this.#rpc.on('thread/realtime/sdp', mine((params) => resolve(params.sdp))),
        this.#rpc.on('thread/realtime/error', mine((params) => reject(new WebRtcFailed(params.message)))),
      );
    });
    sdp.catch(() => {});
    return { sdp, stop: () => stops.forEach((stop) => stop()) };
  }

  #connected() {
    const peer = this.#peer;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new WebRtcFailed('No network path was found between this browser and the service.')),
        CONNECT_WITHIN_MS,
      );
      peer.addEventListener('connectionstatechange', () => {
        if (peer.connectionState === 'connected') {
          clearTimeout(timer);
          resolve();
        } else if (peer.connectionState === 'failed' || peer.connectionState === 'closed') {
          clearTimeout(timer);
          reject(new WebRtcFailed('The network path between this browser and the service failed.'));
        }
      });
    });
  }

  #watch() {
    this.#peer.addEventListener('connectionstatechange', () => {
      clearTimeout(this.#timer);
      const { connectionState } = this.#peer;
      if (connectionState === 'failed') this.#lose();
      if (connectionState === 'disconnected') {
        this.#timer = setTimeout(() => this.#lose(), LOST_AFTER_MS);
      }
    });
  }

  #lose() {
    if (this.#closed) return;
    this.#closed = true;
    this.dispatchEvent(new CustomEvent('lost', { detail: { reason: 'The audio connection was lost.' } }));
  }

  #play(stream) {
    this.#audio.srcObject = stream;
    this.#audio.play().catch(() => {});
    this.#context = new AudioContext();
    this.#level = new Level(this.#context, stream);
  }

  /** Whether audio still flows although the control connection may be gone. */
  get alive() {
    return !this.#closed && this.#peer?.connectionState === 'connected';
  }

  /** WebRTC is played by the browser as it comes: the service knows when it speaks. */
  get isPlaying() {
    return false;
  }

  outputLevel() {
    return loudness((this.#level?.rms() ?? 0) * 2);
  }

  async useTrack(track) {
    await this.#sender?.replaceTrack(track);
  }

  async useSpeaker(deviceId) {
    await this.#audio.setSinkId?.(deviceId);
  }

  set gate(_) {
    // The muted track itself sends silence.
  }

  /** The service stops the sound on its side. */
  cutPlayback() {}

  close() {
    if (this.#closed && this.#sender === null) return;
    this.#closed = true;
    this.#sender = null;
    clearTimeout(this.#timer);
    this.#peer?.close();
    this.#level?.stop();
    this.#context?.close();
    this.#level = null;
    this.#context = null;
    this.#audio.srcObject = null;
  }
}
