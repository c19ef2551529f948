// Hears what the page plays, and has it written down by the product's own recogniser.

import WebSocket from 'ws';

const TAP = `
class Tap extends AudioWorkletProcessor {
  process([input]) {
    if (input[0]) this.port.postMessage(input[0].slice());
    return true;
  }
}
registerProcessor('test-tap', Tap);
`;

/** Records every sound that the page plays from now on: WebRTC's element and WebAudio alike. */
export async function tapAudio(page) {
  await page.route('**/test-tap.js', (route) => route.fulfill({ contentType: 'text/javascript', body: TAP }));
  await page.addInitScript(() => {
    const heard = [];
    globalThis.heardAudio = () => heard.flat();
    const tap = async (context, source) => {
      await context.audioWorklet.addModule('/test-tap.js');
      const node = new AudioWorkletNode(context, 'test-tap', { numberOfOutputs: 1 });
      const step = context.sampleRate / 24_000;
      let at = 0;
      node.port.onmessage = ({ data }) => {
        const block = [];
        for (; at < data.length; at += step) block.push(data[Math.floor(at)]);
        at -= data.length;
        heard.push(block);
      };
      source.connect(node).connect(context.destination);
    };
    const set = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'srcObject');
    Object.defineProperty(HTMLMediaElement.prototype, 'srcObject', {
      get: set.get,
      set(stream) {
        set.set.call(this, stream);
        if (!stream) return;
        const context = new AudioContext();
        tap(context, context.createMediaStreamSource(stream));
      },
    });
    const connect = AudioNode.prototype.connect;
    AudioNode.prototype.connect = function (target, ...rest) {
      if (target instanceof AudioDestinationNode && this instanceof AnalyserNode) tap(this.context, this);
      return connect.call(this, target, ...rest);
    };
  });
}

/** What was heard so far: samples at 24 kHz of -1 to 1. */
export async function heard(page) {
  const text = await page.evaluate(() => {
    const samples = globalThis.heardAudio();
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
export async function transcribe(url, pcm) {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/v1/realtime?model=sidetone-embedded`);
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
