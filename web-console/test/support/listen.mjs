// Hears what the page plays, and has it written down by the product's own recogniser.

import assert from 'node:assert/strict';
import WebSocket from 'ws';

/** Records every sound that the page plays from now on: WebRTC's element and WebAudio alike. */
export function tapAudio(page) {
  return page.addInitScript(() => {
    const recorders = [];
    const record = (stream) => {
      const recorder = new MediaRecorder(stream, { mimeType: 'audio/webm;codecs=opus' });
      const parts = [];
      recorder.ondataavailable = ({ data }) => parts.push(data);
      recorder.start();
      recorders.push({ recorder, parts });
    };
    globalThis.heardAudio = async () => {
      const { recorder, parts } = recorders.at(-1);
      await new Promise((resolve) => {
        recorder.onstop = resolve;
        recorder.stop();
      });
      const bytes = await new Blob(parts).arrayBuffer();
      const decoded = await new OfflineAudioContext(1, 1, 24_000).decodeAudioData(bytes);
      return decoded.getChannelData(0);
    };
    const element = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'srcObject');
    Object.defineProperty(HTMLMediaElement.prototype, 'srcObject', {
      get: element.get,
      set(stream) {
        element.set.call(this, stream);
        if (stream) record(stream);
      },
    });
    const connect = AudioNode.prototype.connect;
    AudioNode.prototype.connect = function (target, ...rest) {
      if (target instanceof AudioDestinationNode) {
        const copy = this.context.createMediaStreamDestination();
        connect.call(this, copy);
        record(copy.stream);
      }
      return connect.call(this, target, ...rest);
    };
  });
}

/** What was heard so far as PCM16 at 24 kHz; ends the recording. */
export async function heard(page) {
  const text = await page.evaluate(async () => {
    const samples = await globalThis.heardAudio();
    const bytes = new Uint8Array(samples.length * 2);
    const view = new DataView(bytes.buffer);
    samples.forEach((sample, i) => view.setInt16(2 * i, Math.max(-1, Math.min(1, sample)) * 0x7fff, true));
    let binary = '';
    for (let i = 0; i < bytes.length; i += 0x2000) binary += String.fromCharCode(...bytes.subarray(i, i + 0x2000));
    return btoa(binary);
  });
  return Buffer.from(text, 'base64');
}

/** Root mean square of PCM16, loudest second. */
export function loudest(pcm) {
  let most = 0;
  for (let start = 0; start + 48_000 <= pcm.length; start += 12_000) {
    let sum = 0;
    for (let i = start; i < start + 48_000; i += 2) sum += (pcm.readInt16LE(i) / 32_768) ** 2;
    most = Math.max(most, Math.sqrt(sum / 24_000));
  }
  return most;
}

/** The words in PCM16 at 24 kHz, by the product's recogniser over its public socket. */
export async function transcribe(url, pcm, headers = {}) {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/v1/realtime?model=sidetone-embedded`, { headers });
  const send = (event) => socket.send(JSON.stringify(event));
  const words = new Promise((resolve, reject) => {
    socket.on('error', reject);
    socket.on('message', (data) => {
      const event = JSON.parse(data);
      if (event.type === 'session.created') feed(send, pcm);
      if (event.type === 'conversation.item.input_audio_transcription.completed') resolve(event.transcript);
      if (event.type === 'conversation.item.input_audio_transcription.failed' || event.type === 'error') {
        reject(new Error(JSON.stringify(event)));
      }
    });
  });
  try {
    return await words;
  } finally {
    socket.close();
  }
}

function feed(send, pcm) {
  send({
    type: 'session.update',
    session: {
      type: 'realtime',
      output_modalities: ['text'],
      audio: { input: { format: { type: 'audio/pcm', rate: 24_000 }, turn_detection: null, transcription: { model: 'whisper-base' } } },
    },
  });
  for (let i = 0; i < pcm.length; i += 48_000) {
    send({ type: 'input_audio_buffer.append', audio: pcm.subarray(i, i + 48_000).toString('base64') });
  }
  send({ type: 'input_audio_buffer.commit' });
}

/** A recogniser stays above it with what it hears through a call; other answers stay below it. */
const SAME_WORDS = 0.7;

/** That it was this that was said. Letters count: a recogniser may part words as it likes. */
export function assertSaid(text, said) {
  const share = alike(text, said);
  assert.ok(share >= SAME_WORDS, `heard "${text}", said "${said}": ${share.toFixed(2)} alike, at least ${SAME_WORDS} expected`);
}

/** Twice the letters that both have in the same order, by the letters of both: 0 to 1. */
export function alike(one, other) {
  const [a, b] = [one, other].map((text) => [...text.toLowerCase().replace(/[^a-z0-9]/g, '')]);
  let above = new Array(b.length + 1).fill(0);
  for (const letter of a) {
    const row = [0];
    b.forEach((known, i) => row.push(letter === known ? above[i] + 1 : Math.max(row[i], above[i + 1])));
    above = row;
  }
  return (2 * above[b.length]) / (a.length + b.length);
}
