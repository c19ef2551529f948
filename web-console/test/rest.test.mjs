// A call over REST alone: a browser posts its offer, speaks, hears the answer, and reads the events by number.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import WebSocket from 'ws';
import { App } from './support/app.mjs';
import { openBrowser, openPage } from './support/browser.mjs';
import { assertSaid, heard, loudest, tapAudio, transcribe } from './support/listen.mjs';
import { SAID, TRUTH, makeRepository } from './support/repository.mjs';
import { pcm24, speak } from './support/voice.mjs';

const QUESTION = 'Where is the session manager defined?';
/** Around the words as much quiet as the end of a turn takes. */
const A_BREATH = { before: 0.5, after: 2.5 };
const PIECE = 4_800;
const AUDIBLE_RMS = 0.01;
const WITHIN_MS = 60_000;

/** Reads a call's events; `told(like)` waits for the first one like that. */
class Events {
  all = [];
  #waiting = [];

  constructor(url) {
    this.socket = new WebSocket(url.replace('http', 'ws'));
    this.open = new Promise((resolve, reject) => {
      this.socket.once('open', resolve);
      this.socket.once('error', reject);
    });
    this.closed = new Promise((resolve) => this.socket.once('close', resolve));
    this.socket.on('message', (data) => {
      this.all.push(JSON.parse(data));
      this.#waiting = this.#waiting.filter(({ like, resolve }) => {
        const found = this.all.find(like);
        if (found) resolve(found);
        return !found;
      });
    });
  }

  told(like) {
    const found = this.all.find(like);
    if (found) return Promise.resolve(found);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ like, resolve });
      setTimeout(() => reject(new Error(`not told: ${like}\n${JSON.stringify(this.all.map((m) => m.method))}`)), WITHIN_MS).unref();
    });
  }

  numbers() {
    return this.all.filter((m) => m.seq).map((m) => m.seq);
  }

  sound() {
    const pieces = this.all.filter((m) => m.method === 'thread/realtime/outputAudio/delta');
    return Buffer.concat(pieces.map((m) => Buffer.from(m.params.audio.data, 'base64')));
  }
}

const state = (name) => (m) => m.method === 'sidetone/realtime/state' && m.params.state === name;
const stored = (role, words) => (m) => m.method === 'sidetone/item' && m.params.item.role === role && words.test(m.params.item.text);

const answered = (m) => m.method === 'thread/realtime/transcript/done' && m.params.role === 'assistant';
const isHearing = (m) => state('hearing-you')(m) || m.params?.role === 'user' || m.params?.item?.role === 'user';

/** `say` gives the call the same words twice; the first time it is muted. */
async function mutedThenHeard(events, say) {
  const command = async (id, name) => {
    events.socket.send(JSON.stringify({ id, command: name }));
    const reply = await events.told((m) => m.id === id);
    assert.ok(reply.result, JSON.stringify(reply));
  };
  await command(1, 'mute');
  await say();
  await command(2, 'unmute');
  assert.deepEqual(events.all.filter(isHearing), []);

  await say();
  await events.told(stored('user', /session ?manager/i));
  await events.told(answered);
  const heard = events.all.filter((m) => m.method === 'sidetone/item' && m.params.item.role === 'user');
  assert.equal(heard.length, 1, JSON.stringify(heard));
}

describe('a spoken question over REST', { concurrency: false }, () => {
  let app;
  let wav;

  before(async () => {
    wav = speak(QUESTION);
    app = await new App({ workspace: makeRepository() }).start();
    await app.indexed();
    await app.speaks();
  });
  after(() => app?.stop());

  async function conversation() {
    const response = await fetch(`${app.url}/api/v1/conversations`, { method: 'POST' });
    assert.equal(response.status, 201);
    return (await response.json()).id;
  }

  test('by WebRTC: the browser posts its offer, is heard, and hears the answer', async () => {
    const browser = await openBrowser({ wav });
    try {
      const page = await openPage(browser);
      await tapAudio(page);
      await page.goto(`${app.url}/conversations`);
      const started = await page.evaluate(offerOverRest, await conversation());
      assert.equal(started.status, 201, JSON.stringify(started));
      assert.equal(started.type, 'application/sdp');
      assert.ok(started.etag);
      const events = new Events(`${app.url}${started.call}/events`);

      await events.told(state('listening'));
      await events.told(stored('user', /session ?manager/i));
      await events.told(state('speaking'));
      const spoken = events.all.length;
      await events.told((m) => state('listening')(m) && events.all.indexOf(m) > spoken);
      const pcm = await heard(page);
      assert.ok(loudest(pcm) > AUDIBLE_RMS, `loudest second has an RMS of ${loudest(pcm).toFixed(4)}`);
      const words = await transcribe(app.url, pcm);
      console.log(`WebRTC: heard "${words}"`);
      assertSaid(words, SAID);
      const answer = await events.told((m) => m.method === 'sidetone/item' && m.params.item.citations?.length > 0);
      assert.equal(`${answer.params.item.citations[0].path}:${answer.params.item.citations[0].startLine}`, `${TRUTH.path}:${TRUTH.line}`);

      const hungUp = await fetch(app.url + started.call, { method: 'DELETE' });
      assert.equal((await hungUp.json()).outcome, 'requested');
      assert.equal(await events.closed, 1000);
      assert.deepEqual(events.numbers(), events.numbers().map((_, i) => i + 1));
      const again = new Events(`${app.url}${started.call}/events?after=3`);
      await again.closed;
      assert.deepEqual(again.all, events.all.filter((m) => m.seq > 3));
    } finally {
      await browser.close();
    }
  });

  test('by WebRTC: what is said into a muted call is not heard, and is when it is said again', async () => {
    const browser = await openBrowser();
    try {
      const page = await openPage(browser);
      await page.goto(`${app.url}/conversations`);
      await page.evaluate(speakOnDemand, readFileSync(speak(QUESTION, A_BREATH)).toString('base64'));
      const started = await page.evaluate(offerOverRest, await conversation());
      assert.equal(started.status, 201, JSON.stringify(started));
      const events = new Events(`${app.url}${started.call}/events`);
      await events.told(state('listening'));

      await mutedThenHeard(events, () => page.evaluate(() => globalThis.say()));
      await fetch(app.url + started.call, { method: 'DELETE' });
    } finally {
      await browser.close();
    }
  });

  async function overTheSocket() {
    const response = await fetch(`${app.url}/api/v1/conversations/${await conversation()}/calls`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ transport: { type: 'websocket' } }),
    });
    const call = await response.json();
    assert.equal(response.status, 201, JSON.stringify(call));
    const events = new Events(`${app.url}/api/v1/calls/${call.id}/events`);
    await events.open;
    await events.told(state('listening'));
    return events;
  }

  test('over the socket of the events: what is said into a muted call is not heard, and is when it is said again', async () => {
    const events = await overTheSocket();
    const microphone = new Microphone(events.socket);
    const question = pcm24(speak(QUESTION, A_BREATH));

    await mutedThenHeard(events, () => microphone.say(question));
    microphone.stop();
    events.socket.send(JSON.stringify({ command: 'end' }));
    assert.equal(await events.closed, 1000);
  });

  test('over the socket of the events: sound goes in as frames and comes out as events', async () => {
    const events = await overTheSocket();

    const microphone = new Microphone(events.socket);
    microphone.say(pcm24(wav));
    await events.told(stored('user', /session ?manager/i));
    await events.told(answered);
    microphone.stop();
    const words = await transcribe(app.url, events.sound());
    console.log(`WebSocket: heard "${words}"`);
    assertSaid(words, SAID);
    events.socket.send(JSON.stringify({ id: 1, command: 'end' }));
    assert.equal(await events.closed, 1000);
  });
});

/** In the page: makes an offer with all its candidates and posts it. */
async function offerOverRest(conversation) {
  const peer = new RTCPeerConnection();
  globalThis.peer = peer;
  peer.createDataChannel('oai-events');
  const microphone = await navigator.mediaDevices.getUserMedia({ audio: true });
  microphone.getTracks().forEach((track) => peer.addTrack(track, microphone));
  const speaker = new Audio();
  peer.ontrack = ({ streams }) => {
    speaker.srcObject = streams[0];
    speaker.play();
  };
  await peer.setLocalDescription();
  if (peer.iceGatheringState !== 'complete') {
    await new Promise((resolve) => {
      peer.onicegatheringstatechange = () => peer.iceGatheringState === 'complete' && resolve();
    });
  }
  const response = await fetch(`/api/v1/conversations/${conversation}/calls?voice=marin`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/sdp' },
    body: peer.localDescription.sdp,
  });
  const body = await response.text();
  if (response.ok) await peer.setRemoteDescription({ type: 'answer', sdp: body });
  return {
    status: response.status,
    type: response.headers.get('Content-Type'),
    etag: response.headers.get('ETag'),
    call: new URL(response.headers.get('Location') ?? '/', location.href).pathname,
    body: response.ok ? '' : body,
  };
}

/** In the page: its microphone is a quiet room in which `say()` speaks the words of a WAV file. */
async function speakOnDemand(wav) {
  const context = new AudioContext();
  const room = context.createMediaStreamDestination();
  const bytes = Uint8Array.from(atob(wav), (c) => c.charCodeAt(0));
  const words = await context.decodeAudioData(bytes.buffer);
  navigator.mediaDevices.getUserMedia = async () => room.stream;
  globalThis.say = () =>
    new Promise((resolve) => {
      const source = new AudioBufferSourceNode(context, { buffer: words });
      source.onended = resolve;
      source.connect(room);
      source.start();
    });
}

/** Sends sound as a microphone would, 100 ms at a time: the words it is given, else what a quiet room gives. */
class Microphone {
  #words = [];
  #spoken = () => {};

  constructor(socket) {
    this.timer = setInterval(() => {
      socket.send(this.#words.shift() ?? Buffer.alloc(PIECE));
      if (this.#words.length === 0) this.#spoken();
    }, 100);
  }

  /** Resolves when the last of it was sent. */
  say(pcm) {
    for (let at = 0; at < pcm.length; at += PIECE) this.#words.push(pcm.subarray(at, at + PIECE));
    return new Promise((resolve) => {
      this.#spoken = resolve;
    });
  }

  stop() {
    clearInterval(this.timer);
  }
}
