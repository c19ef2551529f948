// The login form of a service that asks for its token, and what pages offer those who may do little.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { App } from './support/app.mjs';
import { axe } from './support/axe.mjs';
import { fitsWidth, openBrowser, openPage, setSize, shoot } from './support/browser.mjs';

const TOKEN = 'a-token-of-some-length';

describe('the login form', { concurrency: false }, () => {
  const workspace = mkdtempSync(join(tmpdir(), 'sidetone-login-'));
  let app;
  let browser;

  before(async () => {
    execFileSync('git', ['init', '-q', workspace]);
    app = await new App({ workspace, token: TOKEN, env: { SIDETONE_MODELS: 'off', SIDETONE_TOKEN: TOKEN } }).start();
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await app?.stop();
    rmSync(workspace, { recursive: true, force: true });
  });

  test('it lets a browser in with the token, to the page that was asked for', async () => {
    const page = await openPage(browser, { tolerate: [/status of 401/] });
    await page.goto(`${app.url}/settings`);
    assert.match(page.url(), /\/login\?next=/);
    await page.fill('#token', 'not-the-token-at-all');
    await page.click('form button');
    await page.waitForSelector('[role="alert"]');

    await page.fill('#token', TOKEN);
    await page.click('form button');
    await page.waitForURL(`${app.url}/settings`);

    assert.equal(await page.textContent('h1'), 'Settings');
    assert.deepEqual(page.troubles, [], 'the console stays clean');
  });
});

const WATCHER = 'the-token-of-who-only-reads';
const HOLDER = 'the-token-of-who-holds-too';

describe('pages of people with scopes', { concurrency: false }, () => {
  const workspace = mkdtempSync(join(tmpdir(), 'sidetone-scopes-'));
  let app;
  let record;

  before(async () => {
    execFileSync('git', ['init', '-q', workspace]);
    app = new App({ workspace, token: TOKEN, env: { SIDETONE_MODELS: 'off', SIDETONE_TOKEN: TOKEN } });
    const person = (name, token, scopes) => {
      writeFileSync(join(app.home, `${name}.token`), token);
      return `[sidetone.access.${name}]\ntoken_file = "${join(app.home, `${name}.token`)}"\nscopes = [${scopes}]\nworkspaces = ["${basename(workspace)}"]\n`;
    };
    writeFileSync(join(app.home, 'config.toml'), person('watcher', WATCHER, '"view"') + person('holder', HOLDER, '"view", "hold"'));
    await app.start();
    const post = async (path, body) => {
      const answer = await fetch(`${app.url}/api/v1${path}`, { method: 'POST', headers: { ...app.headers, 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
      assert.ok(answer.ok, `${path}: ${answer.status}`);
      return answer.json();
    };
    const { id } = await post('/conversations', {});
    const call = await post(`/conversations/${id}/calls`, { outputModality: 'text' });
    await post(`/calls/${call.id}/messages`, { text: 'Where is the pelican?' });
    await app.until('the words', 20_000, async () => (await app.json(`/api/v1/conversations/${id}/items`)).items.length > 0);
    await fetch(`${app.url}/api/v1/calls/${call.id}`, { method: 'DELETE', headers: app.headers });
    record = `/conversations/${id}`;
  });
  after(async () => {
    await app?.stop();
    rmSync(workspace, { recursive: true, force: true });
  });

  /** A browser in which somebody is logged in. */
  const as = async (token, work) => {
    const browser = await openBrowser();
    try {
      const page = await openPage(browser);
      await page.goto(`${app.url}/login`);
      await page.fill('#token', token);
      await page.click('form button');
      await page.waitForURL(`${app.url}/`);
      await work(page);
      assert.deepEqual(page.troubles, [], 'the console stays clean');
    } finally {
      await browser.close();
    }
  };
  const links = (page) => page.$$eval('a[href]', (all) => [...new Set(all.filter((a) => new URL(a.href).origin === location.origin).map((a) => a.href.replace(/#.*/, '')))]);
  const buttons = (page) => page.$$eval('form[method=post]', (all) => all.map((form) => new URL(form.action).pathname));

  test('who only reads is led nowhere that refuses them, and offered no change', async () => {
    await as(WATCHER, async (page) => {
      const seen = new Set();
      for (const path of ['/', '/conversations', record, '/search?q=pelican', '/usage']) {
        await page.goto(app.url + path);
        assert.deepEqual((await buttons(page)).filter((action) => !action.startsWith('/search/saved')), [], path);
        for (const link of await links(page)) seen.add(link);
        assert.deepEqual(await axe(page), [], path);
      }
      assert.ok(seen.has(`${app.url}/usage`) && [...seen].some((link) => link.includes(record)), [...seen].join('\n'));
      for (const link of seen) {
        const status = await page.evaluate(async (href) => (await fetch(href)).status, link);
        assert.equal(status, 200, link);
      }
      await page.goto(app.url + record);
      await setSize(page, 360, 740);
      assert.ok(await fitsWidth(page), '360 px');
      await shoot(page, 'conversation-of-a-watcher-360');
      assert.equal((await page.request.get(`${app.url}/settings`)).status(), 403);
    });
  });

  test('who may hold is offered that, and it works', async () => {
    await as(HOLDER, async (page) => {
      await page.goto(app.url + record);
      assert.deepEqual(await buttons(page), [`${record}/hold`]);
      await page.click('.marks summary');
      await page.click('text=Put under legal hold');
      await page.waitForSelector('text=legal hold');
      assert.equal((await app.json(`/api/v1${record}`)).held, true);
    });
  });

  test('who may everything is offered everything', async () => {
    await as(TOKEN, async (page) => {
      await page.goto(app.url + record);
      assert.ok((await links(page)).includes(`${app.url}/settings`));
      const offered = await buttons(page);
      for (const form of ['title', 'tags', 'pin', 'archive', 'hold']) assert.ok(offered.includes(`${record}/${form}`), form);
      assert.ok((await links(page)).some((link) => link.includes('/export?format=')));
    });
  });
});
