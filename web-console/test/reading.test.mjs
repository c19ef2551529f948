// A conversation of 10,000 items in the console: only a part of it is in the page, and all of it is within reach.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { App } from './support/app.mjs';
import { axe } from './support/axe.mjs';
import { fitsWidth, openBrowser, openPage, setSize, shoot } from './support/browser.mjs';
import { makeRepository } from './support/repository.mjs';

const ITEMS = 10_000;
const MOST_NODES = 6_000;
const ID = '0198c0de-0000-7000-8000-00000000f00d';
const SHORTER = '0198c0de-0000-7000-8000-00000000beef';
const BEGUN = Date.parse('2026-05-01T08:00:00Z');
const DIFF = '--- a/Main.java\n+++ b/Main.java\n@@ -1,2 +1,2 @@\n class Main {\n-  int a;\n+  long a;\n';

/** Item `n` of a talk in calls of 500 items, an item every 20 s: questions, tools, diffs, answers. */
function item(n, id = ID) {
  const base = { seq: n, itemId: `i${n}`, callId: `rtc_${Math.ceil(n / 500)}`, startedAt: new Date(BEGUN + n * 20_000).toISOString(), interrupted: false, citations: [] };
  const into = ((n - 1) % 500) * 20_000;
  const said = { kind: 'speech', startMs: into, endMs: into + 3000 };
  switch (n % 5) {
    case 1: return { ...base, role: 'user', ...said, text: `Question ${n}: where is the session manager defined?` };
    case 2: return { ...base, role: 'agent', kind: 'tool_call', toolName: 'git_diff', toolCallId: `c${n}`, text: '{"path":"Main.java"}' };
    case 3: return { ...base, role: 'agent', kind: 'tool_output', toolName: 'git_diff', toolCallId: `c${n - 1}`, text: DIFF };
    case 4: return { ...base, role: 'agent', kind: 'text', text: `It is in \`Main\`, as item ${n} says.\n\n\`\`\`java\nclass Main {}\n\`\`\`${n % 25 === 4 ? `\n\n${DIFF}` : ''}` };
    default: return { ...base, role: 'assistant', ...said, startMs: into - 79_100 + 3000, text: `Answer ${n}.`, ...(n % 50 === 0 ? { interrupted: true, heardMs: 1200 } : {}) };
  }
}

describe('reading a long conversation', { concurrency: false }, () => {
  let app;
  let browser;
  let page;
  const address = () => `${app.url}/conversations/${ID}`;

  async function bring(items, id = ID) {
    const conversation = { id, title: 'A long talk', workspace: 'demo', createdAt: new Date(BEGUN).toISOString(), updatedAt: items.at(-1).startedAt, tags: [] };
    const body = JSON.stringify({ format: 'sidetone.conversation', version: 1, conversation, items });
    const response = await fetch(`${app.url}/api/v1/import`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
    assert.equal(response.status, 200, await response.text());
  }

  const nodes = () => page.evaluate(() => document.querySelectorAll('*').length);
  const focusedPlace = () => page.evaluate(() => document.activeElement.getAttribute('aria-posinset'));
  const inView = (selector) => page.waitForFunction((wanted) => {
    const box = document.querySelector(wanted)?.getBoundingClientRect();
    return box && box.top >= 0 && box.bottom <= innerHeight;
  }, selector);

  before(async () => {
    app = await new App({ workspace: makeRepository(), properties: { 'sidetone.models': 'off' }, env: { SIDETONE_MODELS_DIR: '' } }).start();
    for (let first = 1; first <= ITEMS; first += 1000) {
      await bring(Array.from({ length: 1000 }, (_, i) => item(first + i)));
    }
    browser = await openBrowser();
    await browser.grantPermissions(['clipboard-read', 'clipboard-write']);
    page = await openPage(browser);
  });
  after(async () => {
    await browser?.close();
    await app?.stop();
  });

  test('only a part of it is in the page, wherever one is', async () => {
    await page.goto(address());
    await page.waitForSelector('#keys:not([hidden])');
    const counts = [await nodes()];
    for (const share of [0.2, 0.5, 0.9, 1, 0.4, 0]) {
      await page.evaluate((at) => scrollTo(0, at * document.documentElement.scrollHeight), share);
      await page.waitForFunction(() => [...document.querySelectorAll('.item')].some((node) => node.getBoundingClientRect().top < innerHeight && node.getBoundingClientRect().bottom > 0));
      counts.push(await nodes());
    }
    console.log(`nodes in the page: ${counts}`);
    assert.ok(Math.max(...counts) < MOST_NODES, String(counts));
    assert.deepEqual(page.troubles, []);
  });

  test('an address leads to an item in the middle, with and without a hint for the service', async () => {
    for (const query of ['', '?at=5011']) {
      await page.goto('about:blank');
      await page.goto(`${address()}${query}#item-5011`);
      await inView('#item-5011');
      const item = page.locator('#item-5011');
      assert.equal(await item.getAttribute('aria-posinset'), '5011');
      assert.equal(await item.getAttribute('aria-setsize'), String(ITEMS));
      assert.match(await item.getAttribute('class'), /item--target/);
      assert.match(await item.textContent(), /Question 5011/);
      await page.waitForSelector('#item-4990');
      await inView('#item-5011');
    }
    assert.deepEqual(await axe(page), []);
    for (const width of [1280, 360]) {
      await setSize(page, width, 900);
      await inView('#item-5011 .item__who');
      assert.ok(await fitsWidth(page), `${width} px`);
      await shoot(page, `reading-${width}`);
    }
    await setSize(page, 1280, 800);
  });

  test('what is found leads to its item', async () => {
    await page.goto(address());
    await page.fill('.reading__find input', '"question 7771"');
    await page.press('.reading__find input', 'Enter');
    await page.click('.hit__link');
    await inView('#item-7771');
  });

  test('keys lead through it', async () => {
    await page.goto(address());
    await page.keyboard.press('End');
    await inView(`[aria-posinset="${ITEMS}"]`);
    assert.equal(await focusedPlace(), String(ITEMS));
    await page.keyboard.press('k');
    await page.waitForFunction(() => document.activeElement.id === 'item-9999');
    await page.keyboard.press('Home');
    await page.waitForFunction(() => document.activeElement.id === 'item-1');
    for (let i = 0; i < 3; i++) await page.keyboard.press('j');
    await page.waitForFunction(() => document.activeElement.id === 'item-4');
    await page.keyboard.press('g');
    await page.waitForFunction(() => document.activeElement.matches('[data-jump]'));
    assert.deepEqual(await axe(page), []);
    await shoot(page, 'reading-contents');
    await page.click('.contents__days a:has-text("Call 9")');
    await inView('#item-4001');
  });

  test('a quote is copied with its link', async () => {
    await page.goto(`${address()}#item-5011`);
    await inView('#item-5011');
    await page.keyboard.press('c');
    await page.waitForSelector('.reading__note');
    const quote = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(quote, /^> Question 5011: where is the session manager defined\?\n\nYou, 2026-.*: http.*\?at=5011#item-5011\n$/);
  });

  test('every item tells what replays of its sound need', async () => {
    await page.goto(address());
    await page.evaluate(() => {
      window.rendered = 0;
      document.addEventListener('items:rendered', () => window.rendered++);
    });
    await page.keyboard.press('End');
    await page.waitForFunction(() => window.rendered > 0);
    const data = await page.$eval('#item-9996', (node) => ({ ...node.dataset }));
    assert.deepEqual({ ...data, version: '' }, { item: 'i9996', seq: '9996', call: 'rtc_20', startMs: '9900000', endMs: '9903000', version: '' });
  });

  test('what is new comes by itself, and waits below while one reads above', async () => {
    await page.goto(address());
    const other = await openPage(browser);
    await other.goto(address());
    await other.keyboard.press('End');
    await other.waitForFunction((last) => document.activeElement.getAttribute('aria-posinset') === last, String(ITEMS));

    await bring([item(ITEMS + 1), item(ITEMS + 2)]);

    await other.waitForSelector(`#item-${ITEMS + 2}`);
    await other.waitForFunction((id) => document.getElementById(id).getBoundingClientRect().bottom <= innerHeight, `item-${ITEMS + 2}`);
    assert.ok(await other.isHidden('#below'));
    await page.waitForSelector('#below:not([hidden])');
    assert.equal(await page.textContent('#below'), '2 new items below');
    await shoot(page, 'reading-below');
    await page.click('#below');
    await inView(`#item-${ITEMS + 2}`);
    await page.waitForSelector('#below', { state: 'hidden' });
    assert.deepEqual(other.troubles, []);
    await other.close();
  });

  /** The pages and the items in what Chromium prints: every item is the target of a link within the document. */
  const printed = async (from = page) => {
    const pdf = (await from.pdf({ format: 'A4' })).toString('latin1');
    return { pages: pdf.match(/\/Type \/Page\b/g).length, items: new Set(pdf.match(/\/item-\d+/g)).size };
  };
  const followPrinting = () => page.evaluate(() => {
    window.prints = [];
    window.counts = [];
    window.print = () => window.prints.push(document.querySelectorAll('.item').length);
    new MutationObserver(() => {
      const bar = document.querySelector('#printing progress');
      if (bar) window.counts.push(bar.value);
    }).observe(document.querySelector('main'), { childList: true, subtree: true });
  });

  test('everything is printed once it has come, and how much has come is told', async () => {
    for (const way of ['button', 'keys']) {
      await page.goto('about:blank');
      await page.goto(`${address()}#item-5011`);
      await inView('#item-5011');
      await followPrinting();
      if (way === 'button') await page.$eval('#print', (button) => button.click()); // without scrolling to it
      else await page.keyboard.press('Control+p');
      await page.waitForFunction(() => window.prints.length === 1);
      assert.deepEqual(await page.evaluate(() => window.prints), [ITEMS + 2]);
      const counts = await page.evaluate(() => window.counts);
      assert.ok(counts.some((count) => count > 0 && count < ITEMS), String(counts));
      assert.equal(counts.at(-1), ITEMS + 2);
      assert.deepEqual(counts, counts.toSorted((x, y) => x - y));
      assert.match(await page.textContent('#printing'), /Everything is in the page/);
      if (way === 'button') await page.click('#printing button');
      else await page.keyboard.press('Escape');
      await page.waitForSelector('#printing', { state: 'detached' });
      await page.waitForFunction(() => document.querySelectorAll('.item').length < 500);
      await inView('#item-5011');
    }
  });

  test('what is printed has all items, and the page is as before', async () => {
    const all = 400;
    await bring(Array.from({ length: all }, (_, i) => item(i + 1)), SHORTER);
    await page.goto(`${app.url}/conversations/${SHORTER}#item-211`);
    await inView('#item-211');
    await followPrinting();
    await page.keyboard.press('Control+p');
    await page.waitForFunction(() => window.prints.length === 1);
    assert.equal((await printed()).items, all);
    await page.waitForSelector('#printing', { state: 'detached' });
    await page.waitForFunction((most) => document.querySelectorAll('.item').length < most, all);
    await inView('#item-211');
  });

  test('a print from the menu of the browser says what is missing', async () => {
    await page.goto(`${address()}#item-5011`);
    await inView('#item-5011');
    await page.waitForFunction(() => document.getElementById('items').getAttribute('aria-busy') === 'false');
    const here = await page.locator('.item').count();
    await page.evaluate(() => {
      addEventListener('afterprint', () => { window.after = document.querySelectorAll('#print-note, [data-missing]').length; });
      addEventListener('beforeprint', () => {
        window.note = document.getElementById('print-note').textContent;
        window.gaps = [...document.querySelectorAll('[data-missing]')].map(({ dataset }) => dataset.missing);
      });
    });
    const paper = await printed();
    const { note, gaps, after: left } = await page.evaluate(() => ({ note: window.note, gaps: window.gaps, after: window.after }));
    const total = (ITEMS + 2).toLocaleString('en');
    assert.equal(note, `This is a part: ${here} of ${total} items. The button Print on the page, and Ctrl+P, print all of them.`);
    assert.ok(gaps.length >= 1 && gaps.length <= 3, String(gaps));
    assert.ok(gaps.every((words) => /^Items [\d,]+ to [\d,]+ are not printed here\.$/.test(words)), String(gaps));
    assert.equal(left, 0);
    assert.equal(paper.items, here);
    assert.ok(paper.pages < here, `no blank pages for what is missing: ${paper.pages} pages`);
  });

  test('what does not come is not printed, and loading can be left', async () => {
    await page.goto(address());
    await page.waitForSelector('#keys:not([hidden])');
    await followPrinting();
    await page.route(/items\?all=true/, (route) => route.fulfill({ status: 200, contentType: 'text/html', body: '<div class="chunk" data-from="1" data-total="9"><article class="item"></article></div>' }));
    await page.click('#print');
    await page.waitForSelector('#printing [role=alert]');
    assert.match(await page.textContent('#printing'), /ended too early/);
    assert.deepEqual(await axe(page), []);
    await page.click('#printing button');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'print');
    await page.unroute(/items\?all=true/);
    let go;
    await page.route(/items\?all=true/, (route) => { go = () => route.continue(); });
    await page.click('#print');
    await page.waitForSelector('#printing progress');
    await shoot(page, 'reading-printing');
    await page.keyboard.press('Escape');
    await page.waitForSelector('#printing', { state: 'detached' });
    await go().catch(() => {}); // it was given up
    await page.unroute(/items\?all=true/);
    assert.deepEqual(await page.evaluate(() => window.prints), []);
    assert.deepEqual(page.troubles, []);
  });

  test('without scripts it has pages', async () => {
    const plain = await browser.browser().newContext({ javaScriptEnabled: false });
    const bare = await plain.newPage();
    await bare.goto(`${address()}?at=5011#item-5011`);
    assert.ok(await bare.isVisible('#item-5011'));
    await bare.click('text="Later"');
    await bare.waitForSelector('#item-5051');
    await plain.close();
  });
});
