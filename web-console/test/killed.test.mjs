// The service is killed in the middle of a call: what the page had shown as final is there after the
// restart, the page says what happened, and the conversation goes on.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { App } from './support/app.mjs';
import { openBrowser, openPage, shoot, stateIs } from './support/browser.mjs';
import { TRUTH, makeRepository } from './support/repository.mjs';
import { speak } from './support/voice.mjs';

const FIRST = 'Where is the session manager defined?';
const SECOND = 'Who uses the session manager?';
const THIRD = 'What does the login resource do?';
// What a browser itself writes into its console when the service goes away.
const LOST = [/WebSocket connection to .* failed/, /ERR_CONNECTION_REFUSED/, /ERR_CONNECTION_RESET/, /ERR_INCOMPLETE/];

for (const { path, name } of [
  { path: 'webrtc', name: 'WebRTC' },
  { path: 'websocket', name: 'WebSocket' },
]) {
  describe(`kill -9 in the middle of a call over ${name}`, { concurrency: false }, () => {
    let app;
    let browser;
    let page;
    let shown;
    let thread;

    before(async () => {
      app = await new App({ workspace: makeRepository() }).start();
      await app.indexed();
      await app.speaks();
      browser = await openBrowser({ wav: speak([FIRST, SECOND], { after: 120 }) });
      page = await openPage(browser, { tolerate: LOST });
      await page.goto(`${app.url}/?transport=${path}`);
      await page.evaluate(() => document.getElementById('mode-open').click());
    });
    after(async () => {
      await browser?.close();
      await app?.stop();
    });

    test('the first question is answered, and the service dies while it answers the second', async () => {
      await page.click('#start');
      await page.waitForSelector('.cites .cite', { timeout: 60_000 });
      await stateIs(page, 'speaking');
      await stateIs(page, 'listening');
      thread = new URL(page.url()).hash.replace('#thread=', '');

      await page.waitForFunction(() => document.querySelectorAll('.said:not(.said--partial)').length === 2, null, { timeout: 60_000 });
      await stateIs(page, 'thinking', 'tool-running', 'speaking');
      await app.kill();
      await stateIs(page, 'reconnecting');

      shown = await finals(page);
      assert.match(shown.user[0], /session ?manager/i);
      assert.equal(shown.user.length, 2);
      assert.equal(shown.cited[0], `${TRUTH.path}:${TRUTH.line}`);
    });

    test('the page says that the service is lost, that it tries again, and what to do', async () => {
      const notice = await page.waitForSelector('[data-notice="connection"]');
      assert.match(await notice.textContent(), /cannot be reached.*by itself.*start it once more.*lost/s);
      await shoot(page, `killed-${path}`);
    });

    test('a service that stays away longer than a moment is still waited for', async () => {
      await attempts(page, 4);
      await stateIs(page, 'reconnecting');
      assert.doesNotMatch(await page.textContent('#notices'), /did not go on/);
      assert.deepEqual(await finals(page), shown, 'what was said stays on the page');
    });

    test('after the restart the record holds everything that was final', async () => {
      await app.start();
      const { items } = await app.json(`/conversations/${thread}/export?format=json`);

      const texts = (role, ...kinds) => items.filter((i) => i.role === role && kinds.includes(i.kind)).map((i) => i.text);
      assert.deepEqual(missing(shown.user, texts('user', 'speech')), []);
      assert.deepEqual(missing(shown.spoken, texts('assistant', 'speech')), []);
      assert.deepEqual(missing(shown.answers.map(letters), texts('agent', 'text').map(letters)), []);
      assert.ok(items.filter((i) => i.kind === 'tool_output').length >= shown.lookedUp);
      const cited = items.flatMap((i) => i.citations).map((c) => `${c.path}:${c.startLine}`);
      assert.deepEqual(missing(shown.cited, cited), []);
      const order = items.map(({ seq }) => seq).sort((a, b) => a - b);
      assert.deepEqual(order, items.map((_, i) => i + 1), 'no hole in the journal');
    });

    test('the call comes back by itself and a further question is answered', async () => {
      await stateIs(page, 'listening');
      assert.doesNotMatch(await page.textContent('#notices'), /cannot be reached|problem|did not go on/);
      await app.speaks();
      await app.indexed();
      await page.fill('#text', THIRD);
      await page.press('#text', 'Enter');
      await page.waitForSelector(`.turn:last-child .cite[title*="LoginResource.java"]`);
      await stateIs(page, 'speaking');
      await stateIs(page, 'listening');
      assert.deepEqual(missing(shown.user, (await finals(page)).user), []);
    });

    test('a page that is opened again shows it all, and one click resumes the conversation', async () => {
      await page.reload();
      await page.waitForSelector('.cites .cite');
      const again = await finals(page);
      for (const kind of ['user', 'spoken', 'answers', 'cited']) assert.deepEqual(missing(shown[kind], again[kind]), [], kind);
      assert.equal(await page.textContent('#start-label'), 'Resume the call');
      const running = await page.$$eval('.tool--running, .said--partial', (nodes) => nodes.map((node) => node.textContent));
      assert.deepEqual(running, [], 'nothing seems to go on');

      await page.click('#start');
      await page.waitForFunction((before) => document.querySelectorAll('.said:not(.said--partial)').length > before, again.user.length, { timeout: 60_000 });
      const { user } = await finals(page);
      assert.match(user.at(-1), /session ?manager/i, 'asked by voice');
      await page.waitForFunction(() => document.querySelector('.turn:last-child .cites .cite') !== null, null, { timeout: 30_000 });
      await page.click('#end');
      await stateIs(page, 'disconnected');
    });

    test('the console stayed clean', () => assert.deepEqual(page.troubles, []));
  });
}

/** What the page shows as final: words said, answers, places, and what was looked up. */
function finals(page) {
  return page.evaluate(() => {
    const texts = (selector) => [...document.querySelectorAll(selector)].map((node) => node.textContent.replace(/\s+/g, ' ').trim());
    return {
      user: texts('.said:not(.said--partial)'),
      spoken: texts('.answer:not([aria-live]) .gist'),
      answers: texts('.prose'),
      lookedUp: document.querySelectorAll('.tool--done').length,
      cited: [...document.querySelectorAll('.cites .cite')].map((cite) => cite.title),
    };
  });
}

/** Those of `wanted` that `there` does not hold. */
function missing(wanted, there) {
  return wanted.filter((text) => !there.includes(text));
}

/** Letters and digits: the same of Markdown and of what the page makes of it. */
function letters(text) {
  return text.replace(/^```\w*$/gm, '').replace(/[^\p{L}\p{N}]/gu, '');
}

/** Waits until the page tried so many times more to reach the service. */
async function attempts(page, count) {
  for (let i = 0; i < count; i++) await page.waitForEvent('websocket', { timeout: 20_000 });
}
