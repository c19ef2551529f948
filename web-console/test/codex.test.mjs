// The unmodified Codex app-server of npm as a client of our /v1: its voice is the embedded provider.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { App } from './support/app.mjs';
import { play, soundOf } from './support/client.mjs';
import { Codex, Responses } from './support/codex.mjs';
import { assertSaid, loudest, transcribe } from './support/listen.mjs';
import { makeRepository } from './support/repository.mjs';
import { pcm24, speak } from './support/voice.mjs';

const AUDIBLE_RMS = 0.01;
const ANSWER = 'The session manager is defined in line nine of its file.';

describe('Codex with our voice', { concurrency: false, timeout: 180_000 }, () => {
  let app;
  let responses;
  let codex;
  let client;

  before(async () => {
    responses = await new Responses(ANSWER).start();
    app = await new App({ workspace: makeRepository() }).start();
    codex = await new Codex({ realtime: `${app.url}/v1`, responses: responses.url }).start();
    client = codex.client;
    await app.speaks();
  });
  after(async () => {
    await codex?.stop();
    await app?.stop();
    await responses?.stop();
  });

  test('a spoken question goes to its agent and the answer is spoken', async () => {
    const { thread } = await client.result('thread/start', { cwd: codex.home });
    await client.result('thread/realtime/start', { threadId: thread.id, outputModality: 'audio', version: 'v2', transport: { type: 'websocket' }, includeStartupContext: false });
    assert.equal((await client.told('thread/realtime/started')).version, 'v2');

    await play(client, thread.id, pcm24(speak('Where is the session manager defined?', { before: 1, after: 2 })));

    const asked = await client.told('thread/realtime/transcript/done', ({ role }) => role === 'user');
    assert.match(asked.text, /session ?manager/i);
    const { item } = await client.told('thread/realtime/itemAdded', (p) => p.item.type === 'handoff_request');
    assert.match(item.input_transcript, /session ?manager/i);
    await client.told('turn/completed', ({ turn }) => turn.status === 'completed');
    const [request] = responses.requests;
    assert.match(JSON.stringify(request.input), /<realtime_delegation>.*session ?manager.*<\/realtime_delegation>/i);

    const said = await client.told('thread/realtime/transcript/done', ({ role, text }) => role === 'assistant' && text !== '');
    assert.equal(said.text, ANSWER);
    const sound = soundOf(client, thread.id);
    assert.ok(loudest(sound) > AUDIBLE_RMS, `loudest second has an RMS of ${loudest(sound).toFixed(4)}`);
    assertSaid(await transcribe(app.url, sound), ANSWER);

    await client.result('thread/realtime/stop', { threadId: thread.id });
    assert.equal((await client.told('thread/realtime/closed')).reason, 'requested');
    assert.deepEqual(client.all('thread/realtime/error'), []);
  });

  for (const { version, transport, name } of [
    { version: 'v1', transport: { type: 'websocket' }, name: 'v1 over WebSocket' },
    { version: 'v3', transport: { type: 'websocket' }, name: 'v3 over WebSocket' },
    { version: 'v1', transport: { type: 'webrtc', sdp: 'v=0\r\n' }, name: 'v1 over WebRTC' },
    { version: 'v3', transport: { type: 'webrtc', sdp: 'v=0\r\n' }, name: 'v3 over WebRTC' },
  ]) {
    test(`${name}, which we do not speak, is refused in our words`, async () => {
      const { thread } = await client.result('thread/start', { cwd: codex.home });
      await client.result('thread/realtime/start', { threadId: thread.id, outputModality: 'audio', version, transport });
      const { message } = await client.told('thread/realtime/error', ({ threadId }) => threadId === thread.id);
      console.log(`${name}: ${message}`);
      assert.match(message, /realtime\.version/);
    });
  }
});
