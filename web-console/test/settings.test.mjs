// The settings page of the real service: a configuration of Codex is looked at, applied, rolled back.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { App } from './support/app.mjs';
import { axe } from './support/axe.mjs';
import { fitsWidth, openBrowser, openPage, setSize, shoot } from './support/browser.mjs';

const CODEX = fileURLToPath(new URL('../../src/test/resources/codex-config.toml', import.meta.url));
const REFUSED = [/status of 4\d\d/];

describe('the settings page', { concurrency: false }, () => {
  const workspace = mkdtempSync(join(tmpdir(), 'sidetone-settings-'));
  let app;
  let browser;
  let page;

  before(async () => {
    execFileSync('git', ['init', '-q', workspace]);
    app = await new App({ workspace, env: { SIDETONE_MODELS: 'off' } }).start();
    browser = await openBrowser();
    page = await openPage(browser, { tolerate: REFUSED });
  });
  after(async () => {
    await browser?.close();
    await app?.stop();
    rmSync(workspace, { recursive: true, force: true });
  });

  const lookedAt = () => page.waitForSelector('#preview section');
  const show = async (toml) => {
    await page.goto(`${app.url}/settings`);
    await page.fill('#text', toml);
    await page.click('#take button');
    await lookedAt();
  };
  const applied = async () => {
    await page.click('#preview button');
    await page.waitForURL(/applied=/);
  };

  test('a mistake is shown with its line and column, and nothing can be applied', async () => {
    await show('[realtime]\nvoice = "cedr"\n');
    const words = await page.textContent('#preview');
    assert.match(words, /line 2, column 1: "cedr"/);
    assert.match(words, /did you mean cedar\?/);
    assert.equal(await page.locator('#preview form').count(), 0);
    assert.equal(await page.evaluate(() => document.activeElement.id), 'preview');
    assert.equal(await page.inputValue('#text'), '[realtime]\nvoice = "cedr"\n', 'what was pasted is still there to be mended');
    assert.deepEqual(await axe(page), []);
  });

  test('a file of Codex is chosen, understood and applied', async () => {
    await page.goto(`${app.url}/settings`);
    await page.setInputFiles('#file', CODEX);
    await page.waitForFunction(() => document.getElementById('text').value.includes('[model_providers.azure]'));
    await page.click('#take button');
    await lookedAt();
    const words = await page.textContent('#preview');
    assert.match(words, /Calls go to Azure at https:\/\/team\.openai\.azure\.com\/openai/);
    assert.match(words, /18 keys mean nothing here/);
    assert.doesNotMatch(words, /very-secret/);
    await shoot(page, 'settings-preview');
    assert.deepEqual(await axe(page), []);

    await applied();
    assert.match(await page.textContent('.settings-done'), /Generation 2 runs now/);
    assert.doesNotMatch(await page.content(), /very-secret/);
    assert.equal(readFileSync(join(app.home, 'config.toml'), 'utf8'), readFileSync(CODEX, 'utf8'));
  });

  test('the way back is two clicks', async () => {
    await page.click('[aria-label="Look at generation 1"]');
    await lookedAt();
    assert.match(await page.textContent('#preview'), /before: "cedar".*after: not set/s);
    await applied();
    assert.equal(readFileSync(join(app.home, 'config.toml'), 'utf8'), '');
  });

  test('it works without scripts', async () => {
    const plain = await browser.browser().newContext({ javaScriptEnabled: false });
    const bare = await plain.newPage();
    await bare.goto(`${app.url}/settings`);
    await bare.setInputFiles('#file', CODEX);
    await bare.click('#take button');
    await bare.click('#preview button');
    assert.match(await bare.textContent('.settings-done'), /runs now/);
    await plain.close();
  });

  test('an edit with a mistake leaves what runs and is marked on the page', async () => {
    writeFileSync(join(app.home, 'config.toml'), '[realtime]\nvoice = "cedr"\n');
    await app.until('the fault', 10_000, async () => {
      const { checks } = await app.json('/readyz');
      return checks.find(({ name }) => name === 'configuration').data.state === 'files_with_faults';
    });
    await page.goto(`${app.url}/settings`);
    assert.match(await page.textContent('.notice--bad'), /line 2, column 1: "cedr"/);
    assert.match(await page.textContent('.masthead__nav'), /has a fault/);
    assert.match(await page.textContent('[aria-labelledby="now-title"]'), /has the voice cedar/);
  });

  test('it is accessible and fits, wide and narrow, light and dark', async () => {
    for (const [width, height] of [[1280, 800], [360, 740]]) {
      await setSize(page, width, height);
      for (const colorScheme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await page.goto(`${app.url}/settings?generation=2`);
        await page.locator('.settings-values summary').click();
        assert.ok(await fitsWidth(page), `${width} px ${colorScheme}`);
        assert.deepEqual(await axe(page), [], `${width} px ${colorScheme}`);
        await page.locator('.settings-values summary').click();
        await shoot(page, `settings-${width}-${colorScheme}`);
      }
    }
    assert.deepEqual(page.troubles, [], 'the console stays clean');
  });
});
