// A typed question to the packaged application: answer, citation, code, reload, record, downloads.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { App } from './support/app.mjs';
import { axe } from './support/axe.mjs';
import { fitsWidth, openBrowser, openPage, setSize, shoot, stateIs } from './support/browser.mjs';
import { readers } from './support/exports.mjs';
import { TRUTH, makeRepository } from './support/repository.mjs';

const QUESTION = 'Where is the session manager defined?';

describe('a typed question, with the models off', { concurrency: false }, () => {
  let app;
  let browser;
  let page;

  before(async () => {
    app = await new App({ workspace: makeRepository(), properties: { 'sidetone.models': 'off' }, env: { SIDETONE_MODELS_DIR: '' } }).start();
    await app.indexed();
    browser = await openBrowser();
    page = await openPage(browser);
  });
  after(async () => {
    await browser?.close();
    await app?.stop();
  });

  test('the first page is at most 150 KB compressed and its policy allows nothing inline', async () => {
    const sizes = new Map();
    const watch = async (response) => {
      if (!response.url().startsWith(app.url) || response.url().includes('/api/') || response.url().includes('/v1/')) return;
      const body = await response.body();
      sizes.set(response.url(), gzipSync(body).length);
      if (response.request().resourceType() === 'document') {
        const policy = response.headers()['content-security-policy'];
        assert.match(policy, /script-src 'self'/);
        assert.doesNotMatch(policy, /unsafe/);
      }
    };
    page.on('response', watch);
    const response = await page.goto(app.url, { waitUntil: 'networkidle' });
    page.off('response', watch);

    const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    console.log(`first page: ${sizes.size} files, ${(total / 1024).toFixed(1)} KB compressed`);
    assert.ok(total <= 150 * 1024, `${total} bytes`);
    assert.equal(response.headers()['content-encoding'], 'gzip', 'the service compresses');
    assert.ok(brotliCompressSync(Buffer.from('x')).length > 0);
  });

  test('the lobby names the workspace and says that speech is off, and why', async () => {
    await page.waitForFunction(() => document.getElementById('workspace-name').textContent === 'session-service');
    await page.waitForSelector('#speech .notice');
    assert.match(await page.textContent('#speech'), /speech models.*Typing works/is);
    assert.equal(await page.getAttribute('#start', 'aria-disabled'), 'true');
    assert.deepEqual(await axe(page), []);
  });

  test('the answer cites the right place', async () => {
    await page.fill('#text', QUESTION);
    await page.press('#text', 'Enter');
    await page.waitForSelector('.cites .cite');

    assert.equal(await page.textContent('.said'), QUESTION);
    const places = await page.$$eval('.cites .cite', (cites) => cites.map((cite) => cite.title));
    assert.equal(places[0], `${TRUTH.path}:${TRUTH.line}`);
    await stateIs(page, 'disconnected');
  });

  test('its citation opens the code with the right line marked', async () => {
    await page.click('.cites .cite');
    await page.waitForSelector('.line--marked');

    const first = page.locator('.line--marked').first();
    assert.equal(await first.getAttribute('data-line'), String(TRUTH.line));
    assert.match(await first.textContent(), /public final class SessionManager/);
    await shoot(page, 'answer-with-code');
    assert.deepEqual(await axe(page), []);
  });

  test('a reload shows the conversation again', async () => {
    await page.reload();
    await page.waitForSelector('.cites .cite');
    assert.equal(await page.textContent('.said'), QUESTION);
    assert.equal(await page.locator('.turn').count(), 1);
  });

  test('the list of conversations has it, and its page tells the same', async () => {
    await page.goto(`${app.url}/conversations`);
    const link = page.locator('main a', { hasText: /session manager/i }).first();
    await link.waitFor();
    await shoot(page, 'conversations');
    assert.deepEqual(await axe(page), [], 'the list');
    await link.click();
    await page.waitForSelector('main .item');

    const words = await page.textContent('main');
    assert.ok(words.includes(QUESTION));
    assert.ok(words.includes(`${TRUTH.path}:${TRUTH.line}`), words);
    await shoot(page, 'conversation');
    assert.deepEqual(await axe(page), [], 'the conversation');
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.reload(); // a switch in sight would leave colours on their way
    await page.waitForSelector('main .item');
    assert.deepEqual(await axe(page), [], 'the conversation in the dark');
    await page.emulateMedia({ colorScheme: 'light' });
  });

  for (const [format, check] of Object.entries(readers(QUESTION))) {
    test(`it downloads as ${format}, and others can read that`, async () => {
      await page.evaluate(() => (document.querySelector('.downloads').open = true));
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.click(`.downloads a[href$="format=${format}"]`),
      ]);
      await check(readFileSync(await download.path(), 'utf8'));
    });
  }

  test('its pages fit 360 pixels', async () => {
    await setSize(page, 360, 740);
    assert.ok(await fitsWidth(page), 'the conversation');
    await page.goto(`${app.url}/conversations`);
    assert.ok(await fitsWidth(page), 'the list');
    await page.goto(app.url);
    assert.ok(await fitsWidth(page), 'the lobby');
  });

  test('the console stayed clean', () => assert.deepEqual(page.troubles, []));
});
