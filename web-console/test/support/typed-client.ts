// A client of /api/v1 whose types are generated from docs/openapi.json. It does not compile when the document says
// something else than what is used here, and neither when it says less: @ts-expect-error fails where nothing is wrong.

import assert from 'node:assert/strict';
import createClient from 'openapi-fetch';
import type { components, paths } from './api.js';

type Problem = components['schemas']['Problem'];
type Conversation = components['schemas']['Conversation'];

/** What must be there. */
function there<T>(value: T | undefined | null, what: string): T {
  assert.ok(value !== undefined && value !== null, `${what} is missing`);
  return value;
}

/** What a refusal says to programs. */
function code(error: Problem | undefined): string {
  return there(error?.error?.code, 'error.code');
}

export async function useEverything(baseUrl: string): Promise<void> {
  const api = createClient<paths>({ baseUrl });

  // A conversation, made once although it is asked for twice.
  const header = { 'Idempotency-Key': crypto.randomUUID() };
  const made = await api.POST('/api/v1/conversations', { params: { header }, body: { title: 'Typed' } });
  const again = await api.POST('/api/v1/conversations', { params: { header }, body: { title: 'Typed' } });
  assert.equal(made.response.status, 201);
  const conversation: Conversation = there(made.data, 'the conversation');
  const id = there(conversation.id, 'its id');
  assert.equal(again.data?.id, id);
  const reused = await api.POST('/api/v1/conversations', { params: { header }, body: { title: 'Other' } });
  assert.equal(code(reused.error), 'idempotency_key_reused');

  // A change with its ETag, and one that comes too late.
  const path = { id };
  const seen = await api.GET('/api/v1/conversations/{id}', { params: { path } });
  const etag = there(seen.response.headers.get('ETag'), 'ETag');
  const changed = await api.PATCH('/api/v1/conversations/{id}', { params: { path }, headers: { 'If-Match': etag }, body: { title: 'Typed and changed', tags: ['typed'], pinned: true } });
  assert.deepEqual(changed.data?.tags, ['typed']);
  const late = await api.PATCH('/api/v1/conversations/{id}', { params: { path }, headers: { 'If-Match': etag }, body: { pinned: false } });
  assert.equal(late.response.status, 412);
  assert.ok(code(late.error).length > 0);
  const missing = await api.GET('/api/v1/conversations/{id}', { params: { path: { id: crypto.randomUUID() } } });
  assert.equal(missing.response.status, 404);
  assert.equal(missing.data, undefined);

  // What was said elsewhere comes in, is found, goes out, and is not taken in twice.
  const vtt = 'WEBVTT - A typed talk\n\n00:01.000 --> 00:02.000\n<v You>Where is the quokka kept?\n\n00:03.000 --> 00:04.000\n<v Sidetone>In its enclosure.\n';
  const file = { body: vtt, bodySerializer: String, headers: { 'Content-Type': 'text/vtt' } };
  const taken = there((await api.POST('/api/v1/import', file)).data?.conversations?.[0], 'what was taken in');
  assert.equal(taken.items, 2);
  assert.equal(taken.skipped?.count, 0);
  const twice = there((await api.POST('/api/v1/import', file)).data?.conversations?.[0], 'the same once more');
  assert.equal(twice.id, taken.id);
  assert.equal(twice.added, 0);
  const broken = await api.POST('/api/v1/import', { ...file, body: 'WEBVTT\n\nnothing\nhere\n' });
  assert.equal(code(broken.error), 'invalid_import');
  assert.match(broken.error?.detail ?? '', /Line 4/);

  const found = await api.GET('/api/v1/search', { params: { query: { q: 'quokka role:user' } } });
  const hit = there(found.data?.hits?.[0], 'a hit');
  assert.equal(hit.conversation?.id, taken.id);
  assert.ok(hit.snippet?.some((part) => part.marked && part.text === 'quokka'));
  const wrong = await api.GET('/api/v1/search', { params: { query: { q: 'role:boss' } } });
  assert.equal(code(wrong.error), 'invalid_query');

  const exported = await api.GET('/api/v1/conversations/{id}/export', {
    params: { path: { id: there(taken.id, 'its id') }, query: { format: 'srt' } },
    parseAs: 'text',
  });
  assert.match(String(exported.data), /You: Where is the quokka kept\?/);

  const items = await api.GET('/api/v1/conversations/{id}/items', { params: { path: { id: there(taken.id, 'its id') } } });
  assert.deepEqual(items.data?.items?.map((item) => item.role), ['user', 'assistant']);

  const usage = await api.GET('/api/v1/usage', { params: { query: { by: 'day' } } });
  const sums = typeof usage.data === 'object' ? usage.data.sums : undefined;
  assert.ok(Array.isArray(sums));

  const gone = await api.DELETE('/api/v1/conversations/{id}', { params: { path } });
  assert.ok(gone.response.ok);
}

/** Never called: each of these must be a mistake, or the types say nothing. */
export async function mistakes(): Promise<void> {
  const api = createClient<paths>({ baseUrl: '' });
  // @ts-expect-error there is no such path
  await api.GET('/api/v1/nothing');
  // @ts-expect-error a conversation is not deleted at the list
  await api.DELETE('/api/v1/conversations');
  // @ts-expect-error a title is a text
  await api.POST('/api/v1/conversations', { body: { title: 1 } });
  // @ts-expect-error what is searched for has to be said
  await api.GET('/api/v1/search', { params: { query: {} } });
  const { data, error } = await api.GET('/api/v1/conversations/{id}', { params: { path: { id: '' } } });
  // @ts-expect-error a conversation has no such member
  void data?.colour;
  // @ts-expect-error a problem has no such member
  void error?.stackTrace;
}
