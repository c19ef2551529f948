// With a vault, who may sees on a conversation's page what redaction took out; the page, a quote and a print stay as they are.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { App } from './support/app.mjs';
import { axe } from './support/axe.mjs';
import { fitsWidth, openBrowser, openPage, setSize, shoot } from './support/browser.mjs';
import { makeRepository } from './support/repository.mjs';

const ID = '0198c0de-0000-7000-8000-00000000ca11';
const CANARY = `ghp${'_'}16C7e42F292c6912E7710c838347Ae178B4a`;
const WORDS = `Push with ${CANARY} now.`;
const BEGUN = '2026-05-01T08:00:00.000Z';

describe('what was taken out', { concurrency: false }, () => {
  let app;
  let browser;
  let page;

  before(async () => {
    app = await new App({
      workspace: makeRepository(),
      properties: { 'sidetone.models': 'off' },
      env: { SIDETONE_REDACTION_VAULT_KEY: randomBytes(32).toString('base64') },
    }).start();
    const said = (seq, text) => ({ seq, itemId: `i${seq}`, role: 'user', kind: 'text', startedAt: BEGUN, interrupted: false, citations: [], text });
    const conversation = { id: ID, title: 'Keys', workspace: 'demo', createdAt: BEGUN, updatedAt: BEGUN, tags: [] };
    const body = JSON.stringify({ format: 'sidetone.conversation', version: 1, conversation, items: [said(1, WORDS), said(2, 'Nothing to hide.')] });
    const response = await fetch(`${app.url}/api/v1/import`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
    assert.equal(response.status, 200, await response.text());
    browser = await openBrowser();
    await browser.grantPermissions(['clipboard-read', 'clipboard-write']);
    page = await openPage(browser);
    await page.goto(`${app.url}/conversations/${ID}`);
  });
  after(async () => {
    await browser?.close();
    await app?.stop();
  });

  const inPage = () => page.evaluate((canary) => document.documentElement.outerHTML.includes(canary), CANARY);

  test('only the item that something was taken out of has a button', async () => {
    await page.waitForSelector('[data-item=i1] .item__reveal');
    assert.equal(await page.locator('.item__reveal').count(), 1);
    assert.equal(await inPage(), false);
  });

  test('it is shown while the dialog is open, and not longer', async () => {
    await page.click('[data-item=i1] .item__reveal');
    await page.waitForSelector('.reveal[open]');
    assert.equal(await page.textContent('.reveal__text'), WORDS);
    assert.doesNotMatch(await page.textContent('#items'), new RegExp(CANARY));
    assert.deepEqual(await axe(page), []);
    for (const width of [1280, 360]) {
      await setSize(page, width, 800);
      assert.ok(await fitsWidth(page), `${width} px`);
      await shoot(page, `reveal-${width}`);
    }
    await setSize(page, 1280, 800);
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.isVisible('.reveal'), false);
    await page.emulateMedia({ media: 'screen' });
    await page.keyboard.press('Escape');
    await page.waitForSelector('.reveal', { state: 'detached' });
    assert.equal(await inPage(), false);
    assert.equal(await page.evaluate(() => document.activeElement.className), 'item__reveal link');
  });

  test('a quote does not have it, and each look is in the log', async () => {
    await page.click('[data-item=i1] [data-quote]');
    const quote = await page.waitForFunction(async () => (await navigator.clipboard.readText()) || false);
    assert.match(await quote.jsonValue(), /\[redacted: GitHub token\]/);
    const { reads } = await app.json('/api/v1/access/reads');
    assert.deepEqual(reads.map(({ kind, itemId, conversation }) => [kind, itemId, conversation]), [['reveal', 'i1', ID]]);
  });

  test('it is in no download, no answer, no other page and no log', async () => {
    const rest = `${app.url}/api/v1/conversations/${ID}`;
    const formats = ['markdown', 'text', 'html', 'json', 'jsonl', 'csv', 'srt', 'vtt'];
    const places = [...formats.map((format) => `${rest}/export?format=${format}`), `${rest}/items`, `${app.url}/api/v1/export`, `${app.url}/conversations/${ID}`, `${app.url}/search?q=push`];
    for (const place of places) {
      const text = await (await fetch(place)).text();
      assert.ok(!text.includes(CANARY), place);
      assert.match(text, /redacted/, place);
    }
    assert.ok(!app.output.includes(CANARY), 'the log');
    for (const file of readdirSync(app.home, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())) {
      assert.ok(!readFileSync(join(file.parentPath, file.name)).includes(CANARY), file.name);
    }
  });

  test('a page that is left takes it along', async () => {
    await page.click('[data-item=i1] .item__reveal');
    await page.waitForSelector('.reveal[open]');
    await page.evaluate(() => window.dispatchEvent(new Event('pagehide')));
    await page.waitForSelector('.reveal', { state: 'detached' });
    assert.equal(await inPage(), false);
  });
});
