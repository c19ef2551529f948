// The service is told to end: it does so in order, with the code of the signal, also while native
// code loads a model or recognises speech.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { App } from './support/app.mjs';
import { openBrowser, openPage, stateIs } from './support/browser.mjs';
import { makeRepository } from './support/repository.mjs';
import { speak } from './support/voice.mjs';

const SIGTERM = 128 + 15;
const SIGINT = 128 + 2;
const LOST = [/WebSocket connection to .* failed/, /ERR_CONNECTION_REFUSED/, /ERR_CONNECTION_RESET/, /ERR_INCOMPLETE/];

async function ended(app, signal, code) {
  app.process.kill(signal);
  assert.equal(await app.exited, code, app.output.slice(-2000));
  assert.doesNotMatch(app.output, /fatal error|SIGSEGV|hs_err/);
}

describe('the end of the service', { concurrency: false, timeout: 240_000 }, () => {
  let app;
  let browser;

  before(() => {
    app = new App({ workspace: makeRepository() });
  });
  after(async () => {
    await browser?.close();
    await app.stop();
  });

  for (const [signal, code] of [
    ['SIGTERM', SIGTERM],
    ['SIGINT', SIGINT],
  ]) {
    test(`${signal} while a speech model is loaded`, async () => {
      await app.start();
      await app.until('the loading of models', 120_000, async () => /Loading|Ready/i.test(JSON.stringify(await app.json('/v1/speech'))));
      await ended(app, signal, code);
    });
  }

  test('SIGTERM while somebody speaks: the page is told, and nothing breaks', async () => {
    await app.start();
    await app.speaks();
    browser = await openBrowser({ wav: speak(Array(6).fill('Where is the session manager defined?'), { before: 8, after: 60 }) });
    const page = await openPage(browser, { tolerate: LOST });
    await page.goto(`${app.url}/?transport=websocket`);
    await page.evaluate(() => document.getElementById('mode-open').click());
    await page.click('#start');
    await page.waitForSelector('.said', { timeout: 60_000 });
    await ended(app, 'SIGTERM', SIGTERM);
    await stateIs(page, 'reconnecting');
  });
});
