// A browser as the WebRTC side of a client that speaks JSON-RPC somewhere else.

import { openBrowser, openPage } from './browser.mjs';
import { heard, tapAudio } from './listen.mjs';

export class Peer {
  /** `wav` is its microphone. */
  constructor(wav) {
    this.wav = wav;
  }

  /** `url` is any page of this machine: browsers give a microphone only to such. */
  async open(url) {
    this.browser = await openBrowser({ wav: this.wav });
    this.page = await openPage(this.browser);
    await tapAudio(this.page);
    await this.page.goto(url);
    return this;
  }

  /** An offer with all its candidates. */
  offer() {
    return this.page.evaluate(async () => {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false } });
      const peer = (globalThis.peer = new RTCPeerConnection());
      peer.addTrack(stream.getAudioTracks()[0], stream);
      peer.createDataChannel('oai-events');
      peer.ontrack = ({ streams }) => {
        const audio = new Audio();
        audio.srcObject = streams[0];
        audio.play();
      };
      await peer.setLocalDescription(await peer.createOffer());
      while (peer.iceGatheringState !== 'complete') await new Promise((resolve) => setTimeout(resolve, 20));
      return peer.localDescription.sdp;
    });
  }

  async accept(sdp) {
    await this.page.evaluate((answer) => globalThis.peer.setRemoteDescription({ type: 'answer', sdp: answer }), sdp);
    await this.page.waitForFunction(() => globalThis.peer.connectionState === 'connected');
  }

  /** All that came from the other side so far; ends the recording. */
  heard() {
    return heard(this.page);
  }

  close() {
    return this.browser?.close();
  }
}
