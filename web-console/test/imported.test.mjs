// What the Codex of npm writes about a session is taken in, found, and taken in again as it grows.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { App } from './support/app.mjs';
import { Codex, Responses } from './support/codex.mjs';
import { makeRepository } from './support/repository.mjs';

const ANSWER = 'The quokka enclosure is opened in line nine.';

describe('a session of Codex', { concurrency: false, timeout: 120_000 }, () => {
  let app;
  let codex;
  let responses;
  let thread;

  before(async () => {
    responses = await new Responses(ANSWER).start();
    app = await new App({ workspace: makeRepository() }).start();
    codex = await new Codex({ realtime: `${app.url}/v1`, responses: responses.url }).start();
    ({ thread } = await codex.client.result('thread/start', { cwd: codex.home }));
  });
  after(async () => {
    await codex?.stop();
    await app?.stop();
    await responses?.stop();
  });

  async function ask(text) {
    const { turn } = await codex.client.result('turn/start', { threadId: thread.id, input: [{ type: 'text', text }] });
    await codex.client.told('turn/completed', (p) => p.turn.id === turn.id && p.turn.status === 'completed');
  }

  function rollout() {
    const sessions = join(codex.home, 'sessions');
    const [file] = readdirSync(sessions, { recursive: true }).filter((name) => name.endsWith(`${thread.id}.jsonl`));
    return readFileSync(join(sessions, file), 'utf8');
  }

  async function take() {
    const response = await fetch(`${app.url}/api/v1/import`, { method: 'POST', headers: { 'Content-Type': 'application/jsonl' }, body: rollout() });
    assert.equal(response.status, 200, await response.clone().text());
    const { conversations } = await response.json();
    assert.equal(conversations.length, 1);
    return conversations[0];
  }

  test('is taken in whole, without what only Codex needs', async () => {
    await ask('Where is the quokka kept?');
    const taken = await take();
    assert.deepEqual({ id: taken.id, title: taken.title, items: taken.items, added: taken.added }, { id: thread.id, title: 'Where is the quokka kept?', items: 2, added: 2 });
    assert.deepEqual(taken.skipped.lines, [], 'every record is known');
    const { items } = await app.json(`/api/v1/conversations/${thread.id}/items`);
    assert.deepEqual(items.map(({ role, text }) => `${role}: ${text}`), ['user: Where is the quokka kept?', `agent: ${ANSWER}`]);
  });

  test('is found', async () => {
    const { hits } = await app.json('/api/v1/search?q=quokka%20role:agent');
    assert.deepEqual(hits.map((hit) => hit.conversation.id), [thread.id]);
  });

  test('grows by what was said since, and by nothing twice', async () => {
    assert.equal((await take()).added, 0);
    await ask('And who feeds it?');
    assert.equal((await take()).added, 2);
    assert.equal((await take()).added, 0);
  });
});
