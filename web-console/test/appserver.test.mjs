// `sidetone app-server` as programs start it: over the standard streams, TCP and a Unix socket.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, statSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { WebSocket } from 'ws';
import { makeRepository, TRUTH } from './support/repository.mjs';

const JAR = process.env.APP_JAR ?? fileURLToPath(new URL('../../target/quarkus-app/quarkus-run.jar', import.meta.url));
const JAVA = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin/java') : 'java';
const WITHIN_MS = 60_000;
const HELLO = { clientInfo: { name: 'child-test', version: '1' }, capabilities: { experimentalApi: true } };

const home = mkdtempSync(join(tmpdir(), 'sidetone-home-'));
let workspace;

before(() => {
  workspace = makeRepository();
});
after(() => rmSync(home, { recursive: true, force: true }));

class Child {
  log = '';
  constructor(...args) {
    this.process = spawn(JAVA, ['-XX:+UseSerialGC', '-Xmx512m', '--enable-native-access=ALL-UNNAMED', '-jar', JAR, 'app-server', ...args], {
      env: { ...process.env, SIDETONE_HOME: home, SIDETONE_WORKSPACE: workspace, SIDETONE_MODELS: 'off' },
    });
    this.process.stderr.on('data', (data) => (this.log += data));
    this.exited = new Promise((resolve) => this.process.on('exit', (code) => resolve(code)));
  }

  async logged(pattern) {
    const end = Date.now() + WITHIN_MS;
    for (;;) {
      const found = pattern.exec(this.log);
      if (found) return found;
      if (Date.now() > end || this.process.exitCode !== null) throw new Error(`no ${pattern} in:\n${this.log}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/** Requests and notifications over whatever carries texts. */
class Client {
  received = [];
  #id = 0;
  #waiting = new Map();
  #told = [];

  constructor(send) {
    this.send = send;
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

  told(method, like = () => true) {
    return new Promise((resolve) => {
      const check = () => {
        const found = this.received.find((m) => m.method === method && like(m.params));
        if (found) resolve(found.params);
      };
      this.#told.push(check);
      check();
    });
  }
}

async function connected(url, options = {}) {
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
    child = new Child();
    client = new Client((text) => child.process.stdin.write(`${text}\n`));
    createInterface({ input: child.process.stdout }).on('line', (line) => client.take(line));
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
    child = new Child('--listen', url, '--ws-auth', 'capability-token', '--ws-token-sha256', createHash('sha256').update(token).digest('hex'));
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
    child = new Child('--listen', `unix://${path}`);
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
      const child = new Child(...args);
      assert.equal(await child.exited, code);
      assert.match(child.log, words);
    });
  }
});
