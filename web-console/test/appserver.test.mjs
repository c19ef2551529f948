// `sidetone app-server` as programs start it: over the standard streams, TCP and a Unix socket.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, statSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { Child } from './support/child.mjs';
import { Client, HELLO, connected } from './support/client.mjs';
import { makeRepository, TRUTH } from './support/repository.mjs';

const home = mkdtempSync(join(tmpdir(), 'sidetone-home-'));
let workspace;

before(() => {
  workspace = makeRepository();
});
after(() => rmSync(home, { recursive: true, force: true }));

const start = (...args) => new Child({ args, env: { SIDETONE_HOME: home, SIDETONE_WORKSPACE: workspace, SIDETONE_MODELS: 'off' } });

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe('over the standard streams', { concurrency: false, timeout: 120_000 }, () => {
  let child;
  let client;

  before(() => {
    child = start();
    client = Client.of(child.process);
  });

  test('the handshake comes first', async () => {
    const { userAgent, platformFamily } = await client.result('initialize', HELLO);
    assert.match(userAgent, /^sidetone/);
    assert.equal(platformFamily, 'unix');
    child.process.stdin.write('{"method":"initialized"}\n');
  });

  test('broken lines are dropped and the next one is answered', async () => {
    child.process.stdin.write(`{broken\n\n[1]\n${'x'.repeat(5 << 20)}\n`);
    assert.deepEqual((await client.result('thread/list')).data, []);
  });

  test('a typed turn and a call in text work, and what is told is in order', async () => {
    const { thread } = await client.result('thread/start');
    await client.result('thread/realtime/start', { threadId: thread.id, outputModality: 'text' });
    await client.told('thread/realtime/started');
    const told = client.received.filter((m) => m.method?.startsWith('thread/realtime/')).map((m) => m.method);
    assert.deepEqual(told.slice(0, 3), ['thread/realtime/item/started', 'thread/realtime/item/completed', 'thread/realtime/started']);
    await client.result('thread/realtime/stop', { threadId: thread.id });
    assert.equal((await client.told('thread/realtime/closed')).reason, 'requested');

    await child.logged(/index|Sidetone is at/i);
    await client.result('turn/start', { threadId: thread.id, input: [{ type: 'text', text: 'Where is the session manager defined?' }] });
    const { turn } = await client.told('turn/completed', (p) => p.threadId === thread.id);
    assert.equal(turn.status, 'completed');
    const answer = await client.told('item/completed', (p) => p.item.type === 'agentMessage' && p.item.phase === 'final_answer');
    assert.match(answer.item.text, new RegExp(TRUTH.path.split('/').pop()));
  });

  test('nobody else gets in, and the log is on standard error', async () => {
    const [, port] = await child.logged(/http:\/\/127\.0\.0\.1:(\d+)/);
    assert.equal((await fetch(`http://127.0.0.1:${port}/api/v1/conversations`)).status, 401);
    assert.equal((await fetch(`http://127.0.0.1:${port}/readyz`)).status, 200);
    await assert.rejects(connected(`ws://127.0.0.1:${port}/`), /401 missing websocket bearer token/);
  });

  test('it ends with its input, after the last answer', async () => {
    const last = client.ask('model/list');
    child.process.stdin.end();
    assert.ok((await last).result.data.length > 0);
    assert.equal(await child.exited, 0);
  });
});

describe('over TCP with a token', { concurrency: false, timeout: 120_000 }, () => {
  const token = 'a-capability-token-for-the-test';
  let child;
  let url;

  before(async () => {
    const port = await freePort();
    url = `ws://127.0.0.1:${port}`;
    child = start('--listen', url, '--ws-auth', 'capability-token', '--ws-token-sha256', createHash('sha256').update(token).digest('hex'));
    child.process.stdout.on('data', (data) => (child.log += data));
    await child.logged(/Sidetone is at/);
  });
  after(async () => {
    child.process.kill('SIGTERM');
    await child.exited;
  });

  test('the token opens, its lack and another do not', async () => {
    const client = await connected(url, { headers: { authorization: `Bearer ${token}` } });
    assert.match((await client.result('initialize', HELLO)).userAgent, /^sidetone/);
    client.close();
    await assert.rejects(connected(url), /401 missing websocket bearer token/);
    await assert.rejects(connected(url, { headers: { authorization: 'Bearer other' } }), /401 invalid websocket bearer token/);
    await assert.rejects(connected(url, { headers: { authorization: `Bearer ${token}`, origin: 'http://evil.example' } }), /403/);
  });
});

describe('over a Unix socket', { concurrency: false, timeout: 120_000 }, () => {
  const path = join(home, 'control', 'app.sock');
  let child;

  before(async () => {
    child = start('--listen', `unix://${path}`);
    await child.logged(/met at unix:/);
  });

  test('its user gets in without a token, and the file is for nobody else', async () => {
    const client = await connected(`ws+unix:${path}:/`);
    await client.result('initialize', HELLO);
    const { thread } = await client.result('thread/start');
    assert.match(thread.id, /^[0-9a-f-]{36}$/);
    assert.equal(statSync(path).mode & 0o777, 0o600);
    client.close();
  });

  test('it leaves no socket behind', async () => {
    child.process.kill('SIGTERM');
    await child.exited;
    assert.equal(existsSync(path), false);
  });
});

describe('what does not go together', { concurrency: false, timeout: 120_000 }, () => {
  for (const [name, args, words, code] of [
    ['an open door to other machines', ['--listen', 'ws://0.0.0.0:0'], /lets other machines in/, 78],
    ['another scheme', ['--listen', 'tcp://127.0.0.1:1'], /unsupported --listen URL/, 2],
    ['two tokens', ['--listen', 'ws://127.0.0.1:0', '--ws-auth', 'capability-token', '--ws-token-file', '/x', '--ws-token-sha256', 'y'], /mutually exclusive/, 2],
    ['auth without its mode', ['--listen', 'ws://127.0.0.1:0', '--ws-token-file', '/x'], /websocket auth flags require/, 2],
  ]) {
    test(`${name} is refused in words`, async () => {
      const child = start(...args);
      assert.equal(await child.exited, code);
      assert.match(child.log, words);
    });
  }
});
