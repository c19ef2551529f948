// The page of usage of the real service: empty, then with a call, its table, chart and CSV.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { parse } from 'csv-parse/sync';
import { App } from './support/app.mjs';
import { axe, looked } from './support/axe.mjs';
import { openBrowser, openPage } from './support/browser.mjs';

describe('the usage page', { concurrency: false }, () => {
  const workspace = mkdtempSync(join(tmpdir(), 'sidetone-usage-'));
  let app;
  let browser;
  let page;

  before(async () => {
    execFileSync('git', ['init', '-q', workspace]);
    writeFileSync(join(workspace, 'README.md'), '# A small project\n');
    app = await new App({ workspace, env: { SIDETONE_MODELS: 'off', SIDETONE_BUDGET_DAY_USD: '5', SIDETONE_BUDGET_DAY_TOKENS: '1000000' } }).start();
    browser = await openBrowser();
    page = await openPage(browser);
  });
  after(async () => {
    await browser?.close();
    await app?.stop();
    rmSync(workspace, { recursive: true, force: true });
  });

  const post = async (path, body) => {
    const answer = await fetch(`${app.url}/api/v1/${path}`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
    assert.ok(answer.ok, `${path}: ${answer.status}`);
    return answer.json();
  };

  test('before the first call it says that nothing was used, and what is known of prices', async () => {
    await page.goto(app.url);
    await page.click('.masthead__nav a[href="/usage"]');
    assert.match(await page.textContent('main'), /Nothing was used/);
    assert.match(await page.textContent('.usage-budgets'), /All calls today \$0\.00 of \$5\.00.*0 of 1,000,000 tokens/s);
    await page.click('.usage-prices summary');
    assert.match(await page.textContent('.usage-prices'), /gpt-realtime-2\.1.*audio in \$32\.00.*read 2026-/s);
    await looked(page, 'usage-empty');
  });

  test('a call stands in the table, in the chart and in the file', async () => {
    const conversation = await post('conversations', { title: 'What it costs' });
    const call = await post(`conversations/${conversation.id}/calls`, { outputModality: 'text' });
    await post(`calls/${call.id}/messages`, { text: 'What is this project?' });
    await app.until('usage', 30_000, async () => (await app.json('/api/v1/usage')).sums.length === 1);

    await page.goto(`${app.url}/usage`);
    await page.selectOption('#by', 'provider');
    await page.click('.usage-form button');
    const row = page.locator('.usage-table tbody tr');
    assert.equal(await row.count(), 1);
    assert.match(await row.textContent(), /embedded.*\$0\.00/s);
    const { sums } = await app.json('/api/v1/usage?by=provider');
    const total = sums[0].tokens.total.toLocaleString('en');
    assert.ok((await row.textContent()).includes(total));
    assert.equal(await page.locator('.usage-totals dd').first().textContent(), total);
    assert.match(await page.getAttribute('.usage-chart > svg', 'aria-label'), /in 30 columns; most in that of/);
    assert.ok((await page.locator('.usage-chart > svg rect.usage-in').count()) > 0);

    const [download] = await Promise.all([page.waitForEvent('download'), page.click('text=Download as CSV')]);
    assert.equal(download.suggestedFilename(), 'usage-by-provider.csv');
    const lines = parse(readFileSync(await download.path()), { columns: true });
    assert.deepEqual(lines.map(({ provider, total_tokens, cost_usd }) => [provider, Number(total_tokens), cost_usd]), [['embedded', sums[0].tokens.total, '0']]);

    await page.selectOption('#by', 'conversation');
    await page.click('.usage-form button');
    assert.equal(await page.getAttribute('.usage-table tbody a', 'href'), `/conversations/${conversation.id}`);
    assert.equal(await page.textContent('.usage-table tbody a'), 'What it costs');
    await looked(page, 'usage');
  });

  test('days in the wrong order are refused in words, and the form is still there', async () => {
    const plain = await openPage(browser, { tolerate: [/status of 400/] });
    await plain.goto(`${app.url}/usage?from=2026-02-01&to=2026-01-01`);
    assert.match(await plain.textContent('[role=alert]'), /cannot be shown/);
    assert.equal(await plain.locator('.usage-form').count(), 1);
    assert.deepEqual(await axe(plain), []);
    assert.deepEqual(page.troubles, [], 'the console stays clean');
  });
});
