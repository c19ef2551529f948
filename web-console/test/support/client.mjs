// A client of JSON-RPC over whatever carries texts: the lines of a child, the frames of a WebSocket.

import assert from 'node:assert/strict';
import { createInterface } from 'node:readline';
import { WebSocket } from 'ws';

const WITHIN_MS = 60_000;
const RATE = 24_000;
const PIECE_MS = 40;
export const HELLO = { clientInfo: { name: 'child-test', version: '1' }, capabilities: { experimentalApi: true } };

/** Requests and notifications; all that came is kept in `received`. */
export class Client {
  received = [];
  #id = 0;
  #waiting = new Map();
  #told = new Set();

  constructor(send) {
    this.send = send;
  }

  /** Speaks to a process over its standard streams. */
  static of(child) {
    const client = new Client((text) => child.stdin.write(`${text}\n`));
    createInterface({ input: child.stdout }).on('line', (line) => client.take(line));
    return client;
  }

  take(text) {
    const message = JSON.parse(text);
    this.received.push(message);
    if (message.id !== undefined) this.#waiting.get(message.id)?.(message);
    for (const check of this.#told) check();
  }

  ask(method, params = {}) {
    const id = ++this.#id;
    const answer = new Promise((resolve) => this.#waiting.set(id, resolve));
    this.send(JSON.stringify({ id, method, params }));
    return answer;
  }

  async result(method, params) {
    const { result, error } = await this.ask(method, params);
    assert.equal(error, undefined, `${method}: ${error?.message}`);
    return result;
  }

  async initialize() {
    const result = await this.result('initialize', HELLO);
    this.send('{"method":"initialized"}');
    return result;
  }

  /** The params of the first notification like this, from `since` on, waiting for it. */
  told(method, like = () => true, since = 0) {
    return new Promise((resolve, reject) => {
      const check = () => {
        const found = this.received.slice(since).find((m) => m.method === method && like(m.params));
        if (!found) return;
        this.#told.delete(check);
        clearTimeout(late);
        resolve(found.params);
      };
      const late = setTimeout(() => reject(new Error(`no ${method} within ${WITHIN_MS / 1000} s, but ${this.#lately()}`)), WITHIN_MS);
      this.#told.add(check);
      check();
    });
  }

  /** The params of all notifications of a method so far. */
  all(method, like = () => true) {
    return this.received.filter((m) => m.method === method && like(m.params)).map((m) => m.params);
  }

  #lately() {
    return this.received
      .slice(-30)
      .map((m) => JSON.stringify(m).slice(0, 300))
      .join('\n');
  }
}

/** Speaks PCM16 at 24 kHz into a call over WebSocket in real time, as a microphone does. */
export async function play(client, threadId, pcm) {
  const piece = (RATE * 2 * PIECE_MS) / 1_000;
  const start = performance.now();
  for (let at = 0, n = 1; at < pcm.length; at += piece, n++) {
    const data = pcm.subarray(at, at + piece);
    const audio = { data: data.toString('base64'), sampleRate: RATE, numChannels: 1, samplesPerChannel: data.length / 2, itemId: null };
    await client.result('thread/realtime/appendAudio', { threadId, audio });
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, start + n * PIECE_MS - performance.now())));
  }
}

/** The sound that a client was sent, as PCM16 at 24 kHz. */
export function soundOf(client, threadId) {
  const deltas = client.all('thread/realtime/outputAudio/delta', (p) => p.threadId === threadId);
  return Buffer.concat(deltas.map(({ audio }) => Buffer.from(audio.data, 'base64')));
}

/** A client over a WebSocket; a refused handshake is thrown with its status and body. */
export async function connected(url, options = {}) {
  const socket = new WebSocket(url, options);
  const client = new Client((text) => socket.send(text));
  socket.on('message', (data) => client.take(data.toString()));
  await new Promise((resolve, reject) => {
    socket.on('open', resolve);
    socket.on('error', reject);
    socket.on('unexpected-response', async (_, response) => {
      let body = '';
      for await (const part of response) body += part;
      reject(new Error(`${response.statusCode} ${body}`));
    });
  });
  client.close = () => socket.close();
  return client;
}
