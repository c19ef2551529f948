// The login form of a service that asks for its token.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { App } from './support/app.mjs';
import { openBrowser, openPage } from './support/browser.mjs';

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
