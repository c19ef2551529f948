// The unmodified npm package @openai/agents-realtime as a client of /v1/realtime over WebSocket.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { OpenAIRealtimeWebSocket, RealtimeAgent, RealtimeSession, tool } from '@openai/agents-realtime';
import { z } from 'zod';
import { App } from './support/app.mjs';
import { makeRepository } from './support/repository.mjs';
import { pcm24, speak } from './support/voice.mjs';

const WITHIN_MS = 60_000;
const RATE = 24_000;

/** Connects the SDK; what went over the wire is kept beside it. */
async function connect(app, { tools = [], config = {} } = {}) {
  const transport = new OpenAIRealtimeWebSocket({ url: `${app.url.replace('http', 'ws')}/v1/realtime?model=sidetone-embedded` });
  const agent = new RealtimeAgent({ name: 'tester', instructions: 'Use the tools.', tools });
  const session = new RealtimeSession(agent, { transport, model: 'sidetone-embedded', tracingDisabled: true, config });
  const events = [];
  const errors = [];
  session.on('error', (error) => errors.push(error));
  transport.on('*', (event) => events.push(event));
  await session.connect({ apiKey: 'any' });
  return { session, transport, events, errors };
}

async function until(what, condition) {
  const end = Date.now() + WITHIN_MS;
  for (;;) {
    const found = await condition();
    if (found) return found;
    if (Date.now() > end) throw new Error(`${what} did not come within ${WITHIN_MS / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const responses = (call) => call.events.filter((event) => event.type === 'response.done').map((event) => event.response);
const spoken = (response) => response.output.flatMap((item) => item.content ?? []).map((part) => part.transcript ?? part.text).join(' ');

const lookup = (asked) =>
  tool({
    name: 'lookup',
    description: 'Looks something up in the code.',
    parameters: z.object({ question: z.string() }),
    execute: async ({ question }) => {
      asked.push(question);
      return 'It is in SessionManager dot java, line nine.';
    },
  });

describe('@openai/agents-realtime without speech models', { concurrency: false }, () => {
  let app;

  before(async () => {
    app = await new App({ workspace: makeRepository(), properties: { 'sidetone.models': 'off' }, env: { SIDETONE_MODELS_DIR: '' } }).start();
  });
  after(() => app?.stop());

  test('a text message is answered, and so is the next', async () => {
    const call = await connect(app);
    call.session.sendMessage('Hello');
    await until('the greeting', () => responses(call).length === 1);
    call.session.sendMessage('What can you do?');
    await until('the help', () => responses(call).length === 2);

    assert.match(spoken(responses(call)[0]), /^Hello/);
    assert.match(spoken(responses(call)[1]), /I can greet you/);
    assert.equal(call.session.history.filter((item) => item.role === 'assistant').length, 2);
    assert.deepEqual(call.errors, []);
    call.session.close();
  });

  test('a function tool is called with the words and its result comes back', async () => {
    const asked = [];
    const call = await connect(app, { tools: [lookup(asked)] });
    call.session.sendMessage('Where is the session manager?');
    await until('the answer', () => responses(call).length === 2);

    assert.deepEqual(asked, ['Where is the session manager?']);
    assert.equal(responses(call)[0].output[0].type, 'function_call');
    assert.equal(spoken(responses(call)[1]), 'It is in SessionManager dot java, line nine.');
    assert.deepEqual(call.errors, []);
    call.session.close();
  });

  test('audio without models is one error that says what to do', async () => {
    const call = await connect(app);
    call.session.sendAudio(new ArrayBuffer(9_600));
    call.session.sendAudio(new ArrayBuffer(9_600));
    const error = await until('the error', () => call.events.find((event) => event.type === 'error'));

    assert.equal(error.error.code, 'speech_unavailable');
    assert.match(error.error.message, /Audio cannot be heard: .+/);
    call.session.sendMessage('Hello');
    await until('the greeting', () => responses(call).length === 1);
    assert.equal(call.events.filter((event) => event.type === 'error').length, 1);
    call.session.close();
  });
});

describe('@openai/agents-realtime with speech', { concurrency: false }, () => {
  let app;

  before(async () => {
    app = await new App({ workspace: makeRepository() }).start();
    await app.speaks();
  });
  after(() => app?.stop());

  test('a spoken question is heard, passed to the tool and answered aloud', async () => {
    const asked = [];
    const call = await connect(app, { tools: [lookup(asked)] });
    let audio = 0;
    call.session.on('audio', (event) => {
      audio += event.data.byteLength;
    });
    await play(call.session, speak('Where is the session manager defined?', { before: 1, after: 3 }));
    await until('the answer', () => responses(call).length === 2);

    assert.match(asked[0], /session manager/i);
    assert.ok(audio > RATE, `${audio} bytes of audio`);
    assert.ok(
      call.events.some((event) => event.type === 'conversation.item.input_audio_transcription.completed' && /session manager/i.test(event.transcript)),
    );
    assert.deepEqual(call.errors, []);
    call.session.close();
  });

  test('an interruption ends the response and truncates what was not heard', async () => {
    const call = await connect(app);
    call.session.sendMessage('What can you do?');
    await until('the first audio', () => call.events.some((event) => event.type === 'response.output_audio.delta'));
    call.session.interrupt();
    const [response] = await until('the end', () => responses(call).length === 1 && responses(call));
    await until('the truncation', () => call.events.some((event) => event.type === 'conversation.item.truncated'));

    assert.ok(['cancelled', 'completed'].includes(response.status), response.status);
    call.session.sendMessage('Hello');
    await until('the greeting', () => responses(call).length === 2);
    assert.deepEqual(call.errors, []);
    call.session.close();
  });
});

/** Sends a WAV file as a microphone would, in real time. */
async function play(session, file) {
  const sound = pcm24(file);
  const piece = (2 * RATE) / 25;
  for (let at = 0; at < sound.length; at += piece) {
    session.sendAudio(new Uint8Array(sound.subarray(at, at + piece)).buffer);
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}
