// The record in the console: search a word that was said, jump to it, name it, take it away, delete it and undo, bring it back.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { App } from './support/app.mjs';
import { axe } from './support/axe.mjs';
import { fitsWidth, openBrowser, openPage, setSize, shoot } from './support/browser.mjs';
import { TRUTH, makeRepository } from './support/repository.mjs';

const QUESTION = 'Where is the session manager defined?';
const SECRET = `ghp${'_16C7e42F292c6912E7710c838347Ae178B4a'}`;

describe('the record', { concurrency: false }, () => {
  let app;
  let browser;
  let page;
  let conversation;

  before(async () => {
    app = await new App({ workspace: makeRepository(), properties: { 'sidetone.models': 'off' }, env: { SIDETONE_MODELS_DIR: '' } }).start();
    await app.indexed();
    browser = await openBrowser();
    page = await openPage(browser);
    await page.goto(app.url);
    await page.fill('#text', QUESTION);
    await page.press('#text', 'Enter');
    await page.waitForSelector('.cites .cite');
    await page.fill('#text', `Is ${SECRET} in the repository?`);
    await page.press('#text', 'Enter');
    await page.waitForFunction(() => document.querySelectorAll('.said').length === 2);
    await app.until('the record', 20_000, async () => (await app.json('/api/v1/conversations')).conversations[0]?.items >= 4);
    conversation = (await app.json('/api/v1/conversations')).conversations[0].id;
  });
  after(async () => {
    await browser?.close();
    await app?.stop();
  });

  test('the search finds words while they are typed, and says what a mistake is', async () => {
    await page.goto(`${app.url}/search`);
    assert.deepEqual(await axe(page), []);
    await page.keyboard.type('session man*');
    await page.waitForSelector('.hit mark');

    assert.match(page.url(), /\/search\?q=session%20man\*$/);
    const texts = await page.$$eval('.hit__text', (hits) => hits.map((hit) => hit.textContent));
    assert.ok(texts.some((text) => text === QUESTION), JSON.stringify(texts));
    assert.deepEqual(await axe(page), []);
    for (const width of [1280, 360]) {
      await setSize(page, width, 900);
      assert.ok(await fitsWidth(page), `${width} px`);
      await shoot(page, `search-${width}`);
    }
    await setSize(page, 1280, 900);

    await page.fill('#query', 'role:boss');
    await page.waitForSelector('.notice--warn');
    assert.match(await page.textContent('#results'), /role:boss.*user, assistant/s);
    await page.fill('#query', 'neverheardof');
    await page.waitForFunction(() => /Nothing was found/.test(document.getElementById('results').textContent));
  });

  test('keys lead through what was found, to the item itself', async () => {
    await page.goto(`${app.url}/conversations`);
    await page.keyboard.press('/');
    await page.keyboard.type('"session manager" role:user');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.hit__link');
    await page.keyboard.press('/');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/conversations\/.+#item-\d+$/);

    const target = page.locator('.item:target');
    assert.match(await target.textContent(), /Where is the session manager defined\?/);
    assert.ok(await target.isVisible());
  });

  test('a search is kept for all browsers and forgotten again; what a browser kept before is moved', async () => {
    await page.goto(`${app.url}/search?q=session`);
    await page.fill('#save-name', 'About sessions');
    await page.click('text="Save this search"');
    await page.waitForSelector('#saved-list a');
    const other = await openBrowser();
    const elsewhere = await openPage(other);
    await elsewhere.goto(`${app.url}/search`);
    assert.equal(await elsewhere.textContent('#saved-list a'), 'About sessions');
    assert.deepEqual(await axe(elsewhere), []);
    await elsewhere.evaluate(() => localStorage.setItem('sidetone.searches', '["sess*","role:boss"]'));
    await elsewhere.reload();
    await elsewhere.waitForSelector('#saved-list a:text-is("sess*")');
    assert.equal(await elsewhere.evaluate(() => localStorage.getItem('sidetone.searches')), '[]');
    for (const width of [1280, 360]) {
      await setSize(elsewhere, width, 900);
      assert.ok(await fitsWidth(elsewhere), `${width} px`);
      await shoot(elsewhere, `search-saved-${width}`);
    }
    await other.close();

    await page.goto(`${app.url}/search`);
    await page.click('[aria-label="Forget the search About sessions"]');
    await page.waitForFunction(() => document.querySelectorAll('#saved-list a').length === 1);
    await page.click('[aria-label="Forget the search sess*"]');
    await page.waitForSelector('#saved', { state: 'detached' });
  });

  test('a conversation is split at an item, merged again, and both are undone', async () => {
    const address = `${app.url}/conversations/${conversation}`;
    const items = () => page.locator('.item').count();
    await page.goto(address);
    await page.waitForSelector('#keys:not([hidden])');
    const whole = await items();
    await page.keyboard.press('j');
    await page.waitForFunction(() => document.activeElement.matches('.item'));
    await page.keyboard.press('j');
    await page.waitForFunction(() => document.activeElement.getAttribute('aria-posinset') === '2');
    const seq = await page.evaluate(() => document.activeElement.dataset.seq);
    await page.keyboard.press('s');
    assert.equal(await page.inputValue('#split [name=at]'), seq);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\?split=/);
    assert.deepEqual(await axe(page), []);
    await shoot(page, 'conversation-split');
    assert.equal(await items(), whole - 1);
    const rest = new URL(page.url()).pathname.split('/').at(-1);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\?back=/);
    assert.equal(await items(), whole);

    await page.click('.marks summary');
    await page.fill('#split [name=at]', seq);
    await page.click('text="Split"');
    await page.waitForURL(/\?split=/);
    assert.notEqual(new URL(page.url()).pathname.split('/').at(-1), rest);
    const other = new URL(page.url()).pathname.split('/').at(-1);
    const split = new URL(page.url()).searchParams.get('split');
    await page.goto(`${address}#item-${seq}`); // a link from before the split
    await page.waitForURL(new RegExp(`${other}\\?at=\\d+#item-\\d+$`));
    await page.waitForSelector('.item--target');
    await page.goto(address);
    await page.click('.marks summary');
    await page.selectOption('.marks [name=from]', other);
    await page.click('text="Merge"');
    await page.waitForURL(/\?merged=/);
    assert.equal(await items(), whole);
    assert.equal((await fetch(`${app.url}/api/v1/conversations/${other}`)).status, 410);
    for (const width of [1280, 360]) {
      await setSize(page, width, 900);
      assert.ok(await fitsWidth(page), `${width} px`);
      await shoot(page, `conversation-merged-${width}`);
    }
    await setSize(page, 1280, 900);
    const undo = page.url();
    await page.goto(`${app.url}/conversations/${other}#item-${seq}`); // a link from before the merge
    await page.waitForURL(new RegExp(`${conversation}\\?at=\\d+#item-\\d+$`));
    await page.waitForSelector('.item--target');
    await page.goto(undo);
    await page.click('text="Undo"');
    await page.waitForURL(new RegExp(`${other}\\?back=`));
    assert.equal(await items(), whole - 1);
    assert.equal((await fetch(`${app.url}/api/v1/moves/${split}`, { method: 'DELETE' })).status, 200);
    await page.goto(address);
    assert.equal(await items(), whole);
  });

  test('files are taken in, in parts when they are large, and what is wrong is said', async () => {
    const id = '0198c0de-0000-7000-8000-0000000b0b0b';
    const head = { format: 'sidetone.conversation.lines', version: 1, conversation: { id, title: 'From elsewhere', workspace: 'demo', createdAt: '2026-05-01T12:00:00Z', updatedAt: '2026-05-01T12:00:00Z', tags: [] } };
    const line = (n) => JSON.stringify({ seq: n, itemId: `i${n}`, role: 'user', kind: 'text', text: `Quokka ${n} ${'x'.repeat(2000)}`, startedAt: '2026-05-01T12:00:00Z', interrupted: false, citations: [] });
    const lines = [JSON.stringify(head), ...Array.from({ length: 1200 }, (_, i) => line(i + 1))];
    const file = (name, text) => ({ name, mimeType: '', buffer: Buffer.from(text) });

    await page.goto(`${app.url}/conversations`);
    await page.click('text="Import"');
    await page.setInputFiles('#files', file('all.jsonl', lines.join('\n')));
    const row = page.locator('.import-file tbody tr');
    await row.first().waitFor();
    assert.deepEqual(await row.first().locator('td').allTextContents(), ['From elsewhere', '1,200', '0']);
    const document = await (await fetch(`${app.url}/api/v1/conversations/${id}/export?format=json`)).text();
    await page.setInputFiles('#files', [file('again.json', document), file('broken.jsonl', '{"format":'), file('what.pdf', 'x')]);
    await page.waitForFunction(() => document.querySelectorAll('.import-file').length === 4 && !document.querySelector('progress'));
    assert.deepEqual(await row.first().locator('td').allTextContents(), ['From elsewhere', '0', '1,200']);
    const troubles = await page.locator('.import-file [role=alert]').allTextContents();
    assert.match(troubles[0], /\.json, \.jsonl/);
    assert.match(troubles[1], /line 1/);
    page.troubles.length = 0; // the browser names the 400 in its console
    assert.deepEqual(await axe(page), []);
    for (const width of [1280, 360]) {
      await setSize(page, width, 900);
      assert.ok(await fitsWidth(page), `${width} px`);
      await shoot(page, `import-${width}`);
    }
    await setSize(page, 1280, 900);

    await page.goto(`${app.url}/search?q=quokka`);
    await page.click('.downloads summary');
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('text="JSON Lines"')]);
    const found = await new Response(await download.createReadStream()).text();
    assert.equal(found.trim().split('\n').length, 1201);
    await fetch(`${app.url}/api/v1/conversations/${id}`, { method: 'DELETE' });
  });

  test('a conversation is named, tagged and pinned', async () => {
    await page.goto(`${app.url}/conversations/${conversation}`);
    await page.click('.marks summary');
    await page.fill('.marks [name=title]', 'About sessions');
    await page.click('text="Rename"');
    await page.waitForFunction(() => document.querySelector('h1').textContent === 'About sessions');
    await page.click('.marks summary');
    await page.fill('.marks [name=tags]', 'wire, release 2');
    await page.click('.marks button:text-is("Tag")');
    await page.waitForSelector('.chip:text-is("release 2")');
    await page.click('.marks summary');
    assert.deepEqual(await axe(page), []);
    for (const width of [1280, 360]) {
      await setSize(page, width, 900);
      assert.ok(await fitsWidth(page), `${width} px`);
      await shoot(page, `conversation-marks-${width}`);
    }
    await setSize(page, 1280, 900);
    await page.click('text="Pin"');
    await page.waitForSelector('.record__facts .chip:text-is("pinned")');
  });

  test('a secret that was typed is in no page, no file and no log', async () => {
    const rest = `${app.url}/api/v1/conversations/${conversation}`;
    const formats = ['markdown', 'text', 'html', 'json', 'jsonl', 'csv', 'srt', 'vtt'];
    const places = [...formats.map((format) => `${rest}/export?format=${format}`), `${rest}/items`, `${app.url}/api/v1/export`, `${app.url}/conversations/${conversation}`, `${app.url}/search?q=repository`];
    for (const place of places) {
      const text = await (await fetch(place)).text();
      assert.ok(!text.includes(SECRET), place);
      assert.match(text, /redacted/, place);
    }
    assert.ok(!app.output.includes(SECRET), 'the log');
  });

  test('what is deleted is offered back, and an import brings the same back, too', async () => {
    const file = async () => (await fetch(`${app.url}/api/v1/conversations/${conversation}/export?format=json`)).text();
    const before = await file();
    assert.match(before, new RegExp(TRUTH.path));

    await page.goto(`${app.url}/conversations/${conversation}`);
    await page.click('.marks summary');
    await page.click('text="Delete"');
    await page.waitForSelector('.record-undo');
    assert.deepEqual(await axe(page), []);
    assert.equal(await page.locator('.records').count(), 0);
    await shoot(page, 'conversation-deleted');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/conversations\/[^?]+$/);
    assert.equal(await file(), before);

    await page.click('.marks summary');
    await page.click('text="Delete"');
    await page.waitForSelector('.record-undo');
    await page.goto(`${app.url}/search?q=session`);
    assert.match(await page.textContent('#results'), /Nothing was found/);
    await page.goto(`${app.url}/conversations?shelf=deleted`);
    assert.deepEqual(await axe(page), []);
    assert.match(await page.textContent('.record__title'), /About sessions/);
    const taken = await fetch(`${app.url}/api/v1/import`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: before });
    assert.equal(taken.status, 200);
    assert.equal((await taken.json()).conversations[0].added, 0);
    assert.equal(await file(), before);
  });
});
