// Calls that only write down: what is said becomes a typed message of the agent, and nobody speaks.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { App } from './support/app.mjs';
import { openBrowser, openPage, stateIs } from './support/browser.mjs';
import { heard, loudest, tapAudio } from './support/listen.mjs';
import { TRUTH, makeRepository } from './support/repository.mjs';
import { speak } from './support/voice.mjs';

const SILENT_RMS = 0.001;

describe('transcription', { concurrency: false }, () => {
  let app;
  let wav;

  before(async () => {
    wav = speak('Where is the session manager defined?');
    app = await new App({ workspace: makeRepository(), env: { SIDETONE_REALTIME_TYPE: 'transcription' } }).start();
    await app.indexed();
    await app.speaks();
  });
  after(() => app?.stop());

  for (const [path, name] of [['webrtc', 'WebRTC'], ['websocket', 'WebSocket']]) {
    test(`over ${name} a spoken question is answered in writing and nothing is said`, async () => {
      const browser = await openBrowser({ wav });
      try {
        const page = await openPage(browser);
        await tapAudio(page);
        await page.addInitScript(() => {
          globalThis.states = new Set();
          new MutationObserver(() => globalThis.states.add(document.getElementById('main')?.dataset.state))
            .observe(document, { subtree: true, attributes: true, attributeFilter: ['data-state'] });
        });
        await page.goto(`${app.url}/?transport=${path}`);
        await page.evaluate(() => document.getElementById('mode-open').click());
        await page.click('#start');
        await page.waitForFunction((text) => document.getElementById('session-facts').textContent.includes(`Audio${text}`), name);

        await page.waitForSelector('.said:not(.said--partial)', { timeout: 60_000 });
        assert.match(await page.textContent('.said'), /session ?manager/i);
        await page.waitForSelector('.cites .cite', { timeout: 30_000 });
        assert.equal(await page.locator('.cites .cite').first().getAttribute('title'), `${TRUTH.path}:${TRUTH.line}`);
        await stateIs(page, 'listening');

        const thread = new URLSearchParams(new URL(page.url()).hash.slice(1)).get('thread');
        const { items } = await app.json(`/api/v1/conversations/${thread}/items`);
        const kinds = items.map(({ role, kind }) => `${role}/${kind}`);
        assert.equal(kinds[0], 'user/speech');
        assert.equal(kinds.at(-1), 'agent/text');
        assert.ok(kinds.every((kind) => !kind.startsWith('assistant/')), kinds.join(' '));
        assert.equal(await page.evaluate(() => globalThis.states.has('speaking')), false);
        assert.equal(await page.locator('[data-notice]').count(), 0, await page.textContent('#notices'));
        if (path === 'webrtc') {
          const pcm = await heard(page);
          assert.ok(loudest(pcm) < SILENT_RMS, `loudest second has an RMS of ${loudest(pcm).toFixed(4)}`);
        }
        await page.click('#end');
        await stateIs(page, 'disconnected');
        assert.deepEqual(page.troubles, []);
      } finally {
        await browser.close();
      }
    });
  }
});
