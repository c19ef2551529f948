// The page of deliveries of the real service: nowhere, then a folder that fills and a webhook that fails.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { App } from './support/app.mjs';
import { looked } from './support/axe.mjs';
import { openBrowser, openPage } from './support/browser.mjs';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

describe('the page of deliveries', { concurrency: false }, () => {
  const workspace = mkdtempSync(join(tmpdir(), 'sidetone-deliveries-'));
  const drop = mkdtempSync(join(tmpdir(), 'sidetone-drop-'));
  let app;
  let browser;
  let page;
  let status = 410;
  const hook = createServer((request, response) => {
    request.resume();
    response.writeHead(status).end();
  });

  before(async () => {
    execFileSync('git', ['init', '-q', workspace]);
    await new Promise((resolve) => hook.listen(0, '127.0.0.1', resolve));
    app = await new App({ workspace, env: { SIDETONE_MODELS: 'off', HOOK: SECRET } }).start();
    browser = await openBrowser();
    page = await openPage(browser);
  });
  after(async () => {
    await browser?.close();
    await app?.stop();
    hook.close();
    for (const folder of [workspace, drop]) rmSync(folder, { recursive: true, force: true });
  });

  const post = async (path, body) => {
    const answer = await fetch(`${app.url}/api/v1/${path}`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
    assert.ok(answer.ok, `${path}: ${answer.status}`);
    return answer.status === 204 ? undefined : answer.json();
  };

  test('it is found from the settings, and says that conversations stay here', async () => {
    await page.goto(`${app.url}/settings`);
    await page.click('main a[href="/deliveries"]');
    assert.match(await page.textContent('main'), /Conversations stay here/);
    await looked(page, 'deliveries-empty');
  });

  test('what failed is shown by itself, with its reason', async () => {
    writeFileSync(join(app.home, 'config.toml'), `
[sidetone.delivery.folder]
type = "folder"
path = '${drop}'

[sidetone.delivery.team]
type = "webhook"
url = "http://127.0.0.1:${hook.address().port}/hook"
secret_env = "HOOK"
`);
    await app.until('the places', 20_000, async () => /folder.*team/s.test(await page.reload().then(() => page.textContent('main'))));
    assert.match(await page.textContent('main'), /Nothing was taken yet/);
    const { id } = await post('conversations', {});
    const call = await post(`conversations/${id}/calls`, { outputModality: 'text' });
    await post(`calls/${call.id}/messages`, { text: 'What is this?' });
    await fetch(`${app.url}/api/v1/calls/${call.id}`, { method: 'DELETE' });

    await page.waitForSelector('.delivery__fault');
    assert.match(await page.textContent('.delivery__fault'), /410/);
    await page.waitForSelector('#group-Delivered');
    assert.equal(readdirSync(drop, { recursive: true }).filter((name) => name.endsWith('.json')).length, 1);
    await looked(page, 'deliveries');
  });

  test('the focus stays while the list is kept up to date', async () => {
    await page.focus('.delivery__actions button');
    const words = await page.getAttribute('.delivery__actions button', 'aria-label');
    assert.match(words, /^Try again now: .* to team$/);
    await page.evaluate(() => {
      const time = document.querySelector('.delivery time');
      time.textContent = 'long ago';
      window.old = document.getElementById('deliveries');
    });
    await page.waitForFunction(() => !window.old.isConnected);
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute('aria-label')), words);
  });

  test('it is tried again with a key, and arrives', async () => {
    status = 200;
    await page.keyboard.press('Enter');
    await page.waitForSelector('#done');
    assert.match(await page.textContent('#done'), /tried again now/);
    await page.waitForFunction(() => !document.querySelector('.delivery__actions') && document.querySelectorAll('.delivery').length === 2);
    assert.equal(new URL(page.url()).search, '', 'a reload does not say it again');
  });

  test('what failed is dropped, also without scripts', async () => {
    status = 410;
    const { deliveries } = await app.json('/api/v1/deliveries');
    await post(`deliveries/${deliveries.find(({ target }) => target === 'team').id}/retry`, {});
    const plain = await browser.browser().newContext({ javaScriptEnabled: false });
    const bare = await plain.newPage();
    await app.until('the failure', 20_000, async () => /failed/.test(await bare.goto(`${app.url}/deliveries`).then(() => bare.textContent('main'))));
    await bare.click('text="Drop"');
    assert.match(await bare.textContent('#done'), /not tried any more/);
    assert.equal(await bare.locator('.delivery').count(), 1);
    await plain.close();
    assert.deepEqual(page.troubles, [], 'the console stays clean');
  });
});
