// The page's JSON-RPC client against a real WebSocket server that refuses what is asked too often.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { WebSocket, WebSocketServer } from 'ws';

let server;
let rpc;
let asked;
let refusals;

before(async () => {
  globalThis.WebSocket = WebSocket;
  const source = await readFile(new URL('../static/rpc.js', import.meta.url), 'utf8');
  const { Rpc } = await import(`data:text/javascript,${encodeURIComponent(source)}`);
  server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  server.on('connection', (socket) => {
    socket.on('message', (data) => {
      const { id, method } = JSON.parse(data);
      if (id === undefined) return;
      asked.push({ method, at: performance.now() });
      const error = { code: -32001, message: 'Server overloaded; retry later.' };
      const busy = method !== 'initialize' && refusals-- > 0;
      socket.send(JSON.stringify(busy ? { id, error } : { id, result: { method } }));
    });
  });
  await new Promise((resolve) => server.on('listening', resolve));
  rpc = new Rpc(`ws://127.0.0.1:${server.address().port}/rpc`);
  asked = [];
  refusals = 0;
  const up = new Promise((resolve) => rpc.addEventListener('up', resolve));
  rpc.connect();
  await up;
});
after(() => {
  rpc.close();
  server.close();
});

test('an overloaded service is asked again, later each time, until it answers', async () => {
  asked = [];
  refusals = 3;
  assert.deepEqual(await rpc.request('thread/list'), { method: 'thread/list' });
  const gaps = asked.slice(1).map(({ at }, i) => at - asked[i].at);
  assert.equal(gaps.length, 3);
  gaps.forEach((gap, i) => assert.ok(gap >= 95 * 2 ** i && gap <= 300 * 2 ** i + 1_000, `gap ${i}: ${gap} ms`));
});

test('the pauses vary, so that pages do not come back together', async () => {
  asked = [];
  refusals = 6;
  await Promise.all(Array.from({ length: 6 }, () => rpc.request('thread/list')));
  const again = asked.slice(6).map(({ at }) => Math.round(at - asked[0].at));
  assert.ok(new Set(again).size > 2, `asked again after ${again} ms`);
});

test('sound is not sent again', async () => {
  asked = [];
  refusals = 1;
  await assert.rejects(rpc.request('thread/realtime/appendAudio'), { code: -32001 });
  assert.equal(asked.length, 1);
});

test('who waits too long is told', async () => {
  refusals = 1e9;
  await assert.rejects(rpc.request('thread/list', {}, 500), /did not answer/);
  refusals = 0;
});
