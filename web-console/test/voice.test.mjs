// A spoken question to the packaged application, over both audio paths, heard back and written down.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { App } from './support/app.mjs';
import { axe } from './support/axe.mjs';
import { fitsWidth, openBrowser, openPage, setSize, shoot, stateIs } from './support/browser.mjs';
import { assertSaid, heard, loudest, tapAudio, transcribe } from './support/listen.mjs';
import { TRUTH, makeRepository } from './support/repository.mjs';
import { speak } from './support/voice.mjs';

const QUESTION = 'Where is the session manager defined?';
const AUDIBLE_RMS = 0.01;

describe('a spoken question', { concurrency: false }, () => {
  let app;
  let wav;

  before(async () => {
    wav = speak(QUESTION);
    app = await new App({ workspace: makeRepository() }).start();
    await app.indexed();
    await app.speaks();
  });
  after(() => app?.stop());

  for (const { path, name } of [
    { path: 'webrtc', name: 'WebRTC' },
    { path: 'websocket', name: 'WebSocket' },
  ]) {
    describe(`over ${name}`, { concurrency: false }, () => {
      let browser;
      let page;

      before(async () => {
        browser = await openBrowser({ wav });
        page = await openPage(browser);
        await tapAudio(page);
        await page.goto(`${app.url}/?transport=${path}`);
        await page.evaluate(() => document.getElementById('mode-open').click());
        if (path === 'webrtc') await shoot(page, 'lobby');
      });
      after(() => browser?.close());

      test('the call comes up on that path', async () => {
        await page.click('#start');
        await stateIs(page, 'listening', 'hearing-you');
        await page.waitForFunction((text) => document.getElementById('session-facts').textContent.includes(`Audio${text}`), name);
        assert.equal(await page.locator('[data-notice]').count(), 0, await page.textContent('#notices'));
      });

      test('the words are captioned', async () => {
        await page.waitForSelector('.said:not(.said--partial)', { timeout: 60_000 });
        assert.match(await page.textContent('.said'), /session ?manager/i);
      });

      test('the answer cites the right place', async () => {
        await page.waitForSelector('.cites .cite', { timeout: 30_000 });
        assert.equal(await page.locator('.cites .cite').first().getAttribute('title'), `${TRUTH.path}:${TRUTH.line}`);
      });

      test('the answer is audible, and its words are the ones on the screen', async () => {
        await stateIs(page, 'speaking');
        if (path === 'webrtc') await shoot(page, 'call');
        await page.waitForSelector('#main:not([data-state="speaking"])', { timeout: 60_000 });
        await page.waitForSelector('.gist');

        const pcm = await heard(page);
        assert.ok(loudest(pcm) > AUDIBLE_RMS, `loudest second has an RMS of ${loudest(pcm).toFixed(4)}`);
        const words = await transcribe(app.url, pcm);
        console.log(`${name}: heard "${words}"`);
        assertSaid(words, await page.textContent('.gist'));
      });

      test('the latency of the turn is shown', async () => {
        await page.waitForSelector('#latency-total');
        console.log(`${name}: ${await page.textContent('#latency-total')}; ${await page.textContent('.latency__parts')}`);
        assert.match(await page.textContent('#latency-total'), /^\d[\d.]* m?s/);
      });

      test('axe finds nothing serious, and the call fits a phone', async () => {
        assert.deepEqual(await axe(page), []);
        await setSize(page, 360, 740);
        assert.ok(await fitsWidth(page));
        if (path === 'webrtc') await shoot(page, 'call-phone');
        await setSize(page, 1280, 800);
      });

      test('after a reload the conversation is there and one click resumes the call', async () => {
        await page.reload();
        await page.waitForSelector('.cites .cite');
        assert.equal(await page.textContent('#start-label'), 'Resume the call');
        await page.click('#start');
        await stateIs(page, 'listening', 'hearing-you', 'speaking', 'thinking');
        await page.click('#end');
        await stateIs(page, 'disconnected');
      });

      test('the console stayed clean', () => assert.deepEqual(page.troubles, []));
    });
  }

  test('Esc stops the speech within a moment', async () => {
    const browser = await openBrowser({ wav });
    try {
      const page = await openPage(browser);
      await page.goto(app.url);
      await page.evaluate(() => document.getElementById('mode-open').click());
      await page.click('#start');
      await stateIs(page, 'speaking');
      await page.keyboard.press('Escape');
      await stateIs(page, 'listening', 'ready');
      await page.waitForFunction(() => document.querySelector('.gist--cut') !== null);
    } finally {
      await browser.close();
    }
  });

  test('with the key held instead of an open microphone the turn ends when it is let go', async () => {
    const browser = await openBrowser({ wav });
    try {
      const page = await openPage(browser);
      await page.goto(app.url);
      await page.click('#start');
      await stateIs(page, 'ready');
      await page.keyboard.down('Space');
      await stateIs(page, 'hearing-you');
      await hasGoneQuiet(page);
      await page.keyboard.up('Space');
      await page.waitForSelector('.cites .cite', { timeout: 30_000 });
      assert.match(await page.textContent('.said'), /session ?manager/i);
    } finally {
      await browser.close();
    }
  });
});

describe('when the service has no WebRTC', { concurrency: false }, () => {
  test('the console takes the WebSocket path by itself and says so', async () => {
    const app = await new App({ workspace: makeRepository(), properties: { 'sidetone.webrtc': 'off' } }).start();
    const browser = await openBrowser({ wav: speak(QUESTION) });
    try {
      await app.indexed();
      await app.speaks();
      const page = await openPage(browser);
      await page.goto(app.url);
      await page.evaluate(() => document.getElementById('mode-open').click());
      await page.click('#start');
      await stateIs(page, 'listening', 'hearing-you');
      assert.match(await page.textContent('#notices'), /Audio goes over WebSocket/);
      await page.waitForSelector('.cites .cite', { timeout: 60_000 });
      assert.equal(await page.locator('.cites .cite').first().getAttribute('title'), `${TRUTH.path}:${TRUTH.line}`);
    } finally {
      await browser.close();
      await app.stop();
    }
  });
});

/** Waits until the microphone's meter was dark for a second. */
function hasGoneQuiet(page) {
  return page.evaluate(() => new Promise((resolve) => {
    let since = performance.now();
    const look = setInterval(() => {
      if (document.querySelector('#meter .lit')) since = performance.now();
      if (performance.now() - since < 1_000) return;
      clearInterval(look);
      resolve();
    }, 30);
  }));
}
