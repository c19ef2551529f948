// Calls of v2 by every kind of client, over both transports, with the embedded provider and with a
// hosted one: a Sidetone of its own plays the hosted provider, behind a proxy that cuts connections.

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { App } from './support/app.mjs';
import { openBrowser, openPage, stateIs } from './support/browser.mjs';
import { Child } from './support/child.mjs';
import { Client, connected, play, soundOf } from './support/client.mjs';
import { assertSaid, heard, loudest, tapAudio, transcribe } from './support/listen.mjs';
import { Peer } from './support/peer.mjs';
import { Proxy } from './support/proxy.mjs';
import { SAID, TRUTH, makeRepository } from './support/repository.mjs';
import { pcm24, speak } from './support/voice.mjs';

const QUESTION = 'Where is the session manager defined?';
const KEY = 'the-key-of-the-hosted-provider';
const BEARER = { authorization: `Bearer ${KEY}` };
/** A service without speech of its own. */
const MUTE = { SIDETONE_MODELS: 'off', SIDETONE_MODELS_DIR: '' };
const AUDIBLE_RMS = 0.01;

describe('calls of v2', { concurrency: false, timeout: 900_000 }, () => {
  const workspace = makeRepository();
  const folder = mkdtempSync(join(tmpdir(), 'sidetone-matrix-'));
  let provider;
  let proxy;
  let front;

  before(async () => {
    provider = await new App({ workspace, token: KEY, env: { SIDETONE_TOKEN: KEY } }).start();
    proxy = await new Proxy(provider.url).start();
    front = new App({ workspace, env: { ...MUTE, HOSTED_KEY: KEY } });
    writeFileSync(join(front.home, 'config.toml'), hosted());
    await front.start();
    await front.indexed();
    await provider.indexed();
    await provider.speaks();
  });
  after(async () => {
    await front?.stop();
    await proxy?.stop();
    await provider?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** The configuration of a service whose calls go to the hosted provider. */
  const hosted = () => `model_provider = "hosted"
[model_providers.hosted]
name = "Hosted"
base_url = "${proxy.url}/v1"
env_key = "HOSTED_KEY"
`;

  const socket = async (app, headers) => {
    const client = await connected(`${app.url.replace('http', 'ws')}/rpc`, { headers });
    return { client, stop: () => client.close() };
  };
  const child = async (home, config, env = {}) => {
    mkdirSync(home);
    writeFileSync(join(home, 'config.toml'), config);
    const started = new Child({ env: { SIDETONE_HOME: home, SIDETONE_WORKSPACE: workspace, ...env } });
    await started.logged(env.SIDETONE_MODELS ? /Sidetone is at/ : /Speech is ready/);
    return { client: Client.of(started.process), stop: () => started.stop() };
  };

  const CLIENTS = [
    { name: 'a WebSocket client with the embedded provider', open: () => socket(provider, BEARER) },
    { name: 'a WebSocket client with the hosted provider', open: () => socket(front) },
    { name: 'a stdio client with the embedded provider', open: () => child(`${folder}/embedded`, '') },
    { name: 'a stdio client with the hosted provider', open: () => child(`${folder}/hosted`, hosted(), { ...MUTE, HOSTED_KEY: KEY }) },
  ];

  for (const { name, open } of CLIENTS) {
    describe(name, { concurrency: false }, () => {
      let it;

      before(async () => {
        it = await open();
        await it.client.initialize();
      });
      after(() => it?.stop());

      test('asks and hears the answer over WebSocket', async () => {
        const { client } = it;
        const thread = await threadOf(client);
        await client.result('thread/realtime/start', { threadId: thread, outputModality: 'audio', version: 'v2', transport: { type: 'websocket' } });
        await client.told('thread/realtime/started', (p) => p.threadId === thread);
        await play(client, thread, pcm24(speak(QUESTION, { before: 1, after: 2 })));
        await answered(client, thread);
        await audible(soundOf(client, thread));
        await hangUp(client, thread);
      });

      test('asks and hears the answer over WebRTC', async () => {
        const { client } = it;
        const thread = await threadOf(client);
        const peer = await new Peer(speak(QUESTION, { before: 3 })).open(`${provider.url}/readyz`);
        try {
          await client.result('thread/realtime/start', { threadId: thread, outputModality: 'audio', version: 'v2', transport: { type: 'webrtc', sdp: await peer.offer() } });
          await peer.accept((await client.told('thread/realtime/sdp', (p) => p.threadId === thread)).sdp);
          await answered(client, thread);
          await audible(await peer.heard());
          await hangUp(client, thread);
        } finally {
          await peer.close();
        }
      });
    });
  }

  for (const { path, name } of [
    { path: 'webrtc', name: 'WebRTC' },
    { path: 'websocket', name: 'WebSocket' },
  ]) {
    test(`the console with the hosted provider asks and hears the answer over ${name}`, async () => {
      const { browser, page } = await consoleCall(path);
      try {
        await page.waitForFunction((text) => document.getElementById('session-facts').textContent.includes(`Audio${text}`), name);
        await page.waitForSelector('.cites .cite', { timeout: 60_000 });
        assert.equal(await page.locator('.cites .cite').first().getAttribute('title'), `${TRUTH.path}:${TRUTH.line}`);
        await stateIs(page, 'speaking');
        await page.waitForSelector('#main:not([data-state="speaking"])', { timeout: 60_000 });
        await audible(await heard(page));
        assert.equal(await page.locator('[data-notice]').count(), 0, await page.textContent('#notices'));
        assert.deepEqual(page.troubles, []);
        await hangUpIn(page);
      } finally {
        await browser.close();
      }
    });
  }

  test('the console: a sideband that is cut while it hears and while it speaks loses nothing', async () => {
    const before = proxy.joined;
    const { browser, page } = await consoleCall('webrtc');
    try {
      await stateIs(page, 'hearing-you');
      await cut(page);
      await page.waitForSelector('.cites .cite', { timeout: 60_000 });
      assert.match(await page.textContent('.said:not(.said--partial)'), /session ?manager/i);
      await stateIs(page, 'speaking');
      await cut(page);
      await stateIs(page, 'speaking');
      await stateIs(page, 'listening');
      assert.match(await page.textContent('.gist'), /session ?manager/i);
      await audible(await heard(page));
      assert.equal(proxy.joined - before, 3);
      assert.equal(await page.locator('[data-notice]').count(), 0, await page.textContent('#notices'));
      await hangUpIn(page);
    } finally {
      await browser.close();
    }
  });

  test('a client of JSON-RPC: a sideband that is cut while it hears and while it speaks loses nothing', async () => {
    const { client, stop } = await socket(front);
    const before = proxy.joined;
    const peer = await new Peer(speak(QUESTION, { before: 3 })).open(`${provider.url}/readyz`);
    try {
      await client.initialize();
      const thread = await threadOf(client);
      await client.result('thread/realtime/start', { threadId: thread, outputModality: 'audio', transport: { type: 'webrtc', sdp: await peer.offer() } });
      await peer.accept((await client.told('thread/realtime/sdp')).sdp);
      await client.told('thread/realtime/itemAdded', ({ item }) => item.type === 'input_audio_buffer.speech_started');
      assert.equal(proxy.cut(), 1);
      await client.told('thread/realtime/transcript/delta', ({ role }) => role === 'assistant');
      assert.equal(proxy.cut(), 1);
      await answered(client, thread);
      await audible(await peer.heard());
      assert.equal(proxy.joined - before, 3);
      assert.deepEqual(client.all('thread/realtime/closed'), []);
      await hangUp(client, thread);
    } finally {
      await peer.close();
      stop();
    }
  });

  test('the console takes the WebSocket path by itself when the sideband does not come up', async () => {
    proxy.refusing = true;
    const { browser, page } = await consoleCall('webrtc', { before: 14 });
    try {
      await page.waitForSelector('[data-notice="path"]', { timeout: 30_000 });
      assert.match(await page.textContent('[data-notice="path"]'), /Audio goes over WebSocket.*control connection.*did not come about/s);
      await page.waitForFunction(() => document.getElementById('session-facts').textContent.includes('AudioWebSocket'));
      await page.waitForSelector('.cites .cite', { timeout: 60_000 });
      await stateIs(page, 'speaking');
      await hangUpIn(page);
    } finally {
      proxy.refusing = false;
      await browser.close();
    }
  });

  /** Cuts the one sideband, and waits until the page noticed. */
  async function cut(page) {
    assert.equal(proxy.cut(), 1);
    await stateIs(page, 'reconnecting');
  }

  async function hangUpIn(page) {
    await page.click('#end');
    await stateIs(page, 'disconnected');
  }

  async function consoleCall(path, voice = {}) {
    const browser = await openBrowser({ wav: speak(QUESTION, voice) });
    const page = await openPage(browser);
    await tapAudio(page);
    await page.goto(`${front.url}/?transport=${path}`);
    await page.evaluate(() => document.getElementById('mode-open').click());
    await page.click('#start');
    await stateIs(page, 'listening', 'hearing-you');
    return { browser, page };
  }

  async function audible(sound) {
    assert.ok(loudest(sound) > AUDIBLE_RMS, `loudest second has an RMS of ${loudest(sound).toFixed(4)}`);
    assertSaid(await transcribe(provider.url, sound, BEARER), SAID);
  }
});

/** The question was written down, the agent found the place, and the voice said it. */
async function answered(client, thread) {
  const here = (more) => (p) => p.threadId === thread && more(p);
  const asked = await client.told('thread/realtime/transcript/done', here(({ role }) => role === 'user'));
  assert.match(asked.text, /session ?manager/i);
  const { item } = await client.told('item/completed', here((p) => p.item.type === 'agentMessage'));
  assert.match(item.text, new RegExp(TRUTH.path.split('/').pop()));
  const said = await client.told('thread/realtime/transcript/done', here(({ role }) => role === 'assistant'));
  assert.match(said.text, /session ?manager/i);
  const speaking = here(({ state }) => state === 'speaking');
  await client.told('sidetone/realtime/state', speaking);
  const spoke = client.received.findIndex((m) => m.method === 'sidetone/realtime/state' && speaking(m.params));
  await client.told('sidetone/realtime/state', here(({ state }) => state === 'listening'), spoke);
  assert.deepEqual(client.all('thread/realtime/error', here(() => true)), []);
}

async function threadOf(client) {
  return (await client.result('thread/start')).thread.id;
}

async function hangUp(client, thread) {
  await client.result('thread/realtime/stop', { threadId: thread });
  assert.equal((await client.told('thread/realtime/closed', (p) => p.threadId === thread)).reason, 'requested');
}
