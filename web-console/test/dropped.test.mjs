// Browsers that vanish in the middle of a call, one after the other: the calls of those who come
// after them must come up and be heard as the first one was.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { App } from './support/app.mjs';
import { openBrowser, openPage, stateIs } from './support/browser.mjs';
import { TRUTH, makeRepository } from './support/repository.mjs';
import { speak } from './support/voice.mjs';

/** Once the fifth of such calls was never heard, now and then. */
const DROPPED = 8;

describe('browsers that vanish in a call', { concurrency: false }, () => {
  let app;

  before(async () => {
    app = await new App({ workspace: makeRepository() }).start();
    await app.indexed();
    await app.speaks();
  });
  after(() => app?.stop());

  for (let n = 1; n <= DROPPED; n++) {
    test(`call ${n} comes up and is dropped`, async () => {
      const { browser, page } = await call('');
      try {
        // Every other one leaves while it is still being set up.
        if (n % 2) await stateIs(page, 'listening', 'hearing-you');
        else await page.waitForSelector('#main:not([data-state="disconnected"])');
      } finally {
        await browser.close();
      }
    });
  }

  test('the call after them is heard and answered', async () => {
    const { browser, page } = await call(speak('Where is the session manager defined?', { before: 8 }));
    try {
      await stateIs(page, 'listening', 'hearing-you');
      await page.waitForSelector('.cites .cite', { timeout: 60_000 });
      assert.equal(await page.locator('.cites .cite').first().getAttribute('title'), `${TRUTH.path}:${TRUTH.line}`);
    } finally {
      await browser.close();
    }
  });

  async function call(wav) {
    const browser = await openBrowser({ wav });
    const page = await openPage(browser);
    await page.goto(`${app.url}/?transport=webrtc`);
    await page.evaluate(() => document.getElementById('mode-open').click());
    await page.click('#start');
    return { browser, page };
  }
});
