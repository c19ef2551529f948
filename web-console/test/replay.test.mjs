// Talk, search a word that was said, jump to it, hear it; export in every format, delete with undo, import again: equal.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { App } from './support/app.mjs';
import { axe } from './support/axe.mjs';
import { fitsWidth, openBrowser, openPage, setSize, shoot, stateIs } from './support/browser.mjs';
import { transcribe } from './support/listen.mjs';
import { TRUTH, makeRepository } from './support/repository.mjs';
import { speak } from './support/voice.mjs';

const QUESTION = 'Where is the session manager defined?';
const FORMATS = ['markdown', 'text', 'html', 'json', 'jsonl', 'csv', 'srt', 'vtt'];
const AUDIBLE_RMS = 0.01;
// The record has when the service noticed, the sound when it was said.
const SLACK_MS = 500;

const pcm16 = (samples) => Buffer.from(Int16Array.from(samples, (x) => Math.max(-1, Math.min(1, x)) * 0x7fff).buffer);

/** The part of the words that a recogniser, which mishears one now and then, finds in a sound. */
function found(expected, heard) {
  const words = expected.split(' ');
  const there = heard.toLowerCase().replace('sessionmanager', 'session manager').split(/\W+/);
  return words.filter((word) => there.includes(word)).length / words.length;
}

describe('a recorded call', { concurrency: false }, () => {
  let app;
  let browser;
  let page;
  let conversation;
  let heard;

  before(async () => {
    app = await new App({
      workspace: makeRepository(),
      env: { SIDETONE_RECORDING_ENABLED: 'true', SIDETONE_RECORDING_KEY: randomBytes(32).toString('base64') },
    }).start();
    await app.indexed();
    await app.speaks();
    browser = await openBrowser({ wav: speak(QUESTION, { before: 10 }) });
    page = await openPage(browser);
    await page.goto(`${app.url}/?transport=webrtc`);
    await page.evaluate(() => document.getElementById('mode-open').click());
  });
  after(async () => {
    await browser?.close();
    await app?.stop();
  });

  const rest = () => `${app.url}/api/v1/conversations/${conversation}`;
  const audio = (item) => fetch(`${rest()}/audio/${encodeURIComponent(item)}`);
  /** As the browser hears it. */
  const decoded = (item) => page.evaluate(async (url) => {
    const sound = await (await fetch(url)).arrayBuffer();
    const data = (await new OfflineAudioContext(1, 1, 24_000).decodeAudioData(sound)).getChannelData(0);
    return { ms: data.length / 24, rms: Math.sqrt(data.reduce((sum, x) => sum + x * x, 0) / data.length), pcm: Array.from(data) };
  }, `/api/v1/conversations/${conversation}/audio/${encodeURIComponent(item)}`);

  test('the page asks before the first call, and who goes back starts none', async () => {
    await page.click('#start');
    await page.waitForSelector('#consent[open]');
    assert.deepEqual(await axe(page), []);
    for (const width of [1280, 360]) {
      await setSize(page, width, 800);
      assert.ok(await fitsWidth(page), `${width} px`);
      await shoot(page, `consent-${width}`);
    }
    await setSize(page, 1280, 800);
    await page.keyboard.press('Escape');
    await page.waitForSelector('#consent:not([open])', { state: 'attached' });
    await stateIs(page, 'disconnected');
    assert.ok(await page.isVisible('#start'));
  });

  test('a recorded call shows that it is and says so', async () => {
    await page.click('#start');
    await page.click('#consent button[value=yes]');
    await page.waitForSelector('#recorded:not([hidden])', { timeout: 30_000 });
    assert.equal(await page.textContent('#recorded'), 'This call is recorded');
    assert.equal(await page.locator('[data-notice=recording]').count(), 0);
    await page.waitForFunction(() => /This call is recorded/.test(document.getElementById('turns').textContent), null, { timeout: 30_000 });
    await shoot(page, 'recorded-call');
  });

  test('a question is asked and answered aloud', async () => {
    await page.waitForFunction(() => [...document.querySelectorAll('.said:not(.said--partial)')].some((said) => /session ?manager/i.test(said.textContent)), null, { timeout: 90_000 });
    await page.waitForSelector('.cites .cite', { timeout: 30_000 });
    await stateIs(page, 'speaking');
    await page.waitForSelector('#main:not([data-state="speaking"])', { timeout: 60_000 });
    await page.click('#end');
    await stateIs(page, 'disconnected');
    await page.waitForSelector('#recorded', { state: 'hidden' });
    conversation = (await app.json('/api/v1/conversations')).conversations[0].id;
    await app.until('the sound', 20_000, async () => {
      ({ items: heard } = await app.json(`/api/v1/conversations/${conversation}/audio`));
      return heard.length >= 3;
    });
  });

  test('a word that was said is searched, jumped to and heard', async () => {
    await page.goto(`${app.url}/search`);
    await page.keyboard.type('session role:user kind:speech');
    await page.waitForSelector('.hit__link');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/conversations\/.+#item-\d+$/);
    await page.waitForSelector('.item:target .item__play');

    const line = await page.$eval('.item:target', ({ dataset }) => ({ item: dataset.item, from: Number(dataset.startMs), to: Number(dataset.endMs) }));
    const { ms, rms, pcm } = await decoded(line.item);
    console.log(`the line spans ${line.to - line.from} ms, its sound ${Math.round(ms)} ms at an RMS of ${rms.toFixed(3)}`);
    assert.ok(Math.abs(ms - (line.to - line.from)) <= SLACK_MS, `${ms} ms of sound for ${line.to - line.from} ms`);
    assert.ok(rms > AUDIBLE_RMS, `RMS ${rms}`);
    const words = await transcribe(app.url, pcm16(pcm));
    console.log(`the line sounds like "${words}"`);
    assert.ok(found('where is the session manager defined', words) >= 0.7, words);

    await page.keyboard.press('p');
    await page.waitForSelector('.item:target.item--heard');
    await page.waitForFunction(() => Number(document.querySelector('.player__seek').value) > 0.3, null, { timeout: 10_000 });
    assert.equal(await page.textContent('.player__word'), '');
    await page.waitForFunction(() => document.querySelector('.player .button').textContent === 'Play', null, { timeout: 20_000 });
  });

  test('what the assistant said is heard too, faster, without its pauses, one line after the other', async () => {
    const spoken = await page.$$eval('.item--assistant[data-item]', (nodes) => nodes.map(({ dataset }) => dataset.item));
    const there = spoken.filter((item) => heard.includes(item));
    assert.ok(there.length >= 2, `${there.length} lines of the assistant`);
    const told = await transcribe(app.url, pcm16((await decoded(there[0])).pcm));
    console.log(`the first line sounds like "${told}"`);
    assert.ok(found('this call is recorded', told) >= 0.7, told);

    const first = await decoded(there[0]);
    await page.getByLabel('Speed', { exact: true }).fill('3');
    await page.getByLabel('Skip silence').check();
    await page.getByLabel('Go on with the next line').check();
    const began = Date.now();
    await page.click(`[data-item="${there[0]}"] .item__play`);
    await page.waitForFunction((item) => !document.querySelector(`[data-item="${item}"]`).classList.contains('item--heard') && document.querySelector('.item--heard'), there[0], { timeout: 15_000 });
    console.log(`${Math.round(first.ms)} ms were heard at threefold speed in ${Date.now() - began} ms`);
    assert.equal(await page.textContent('.player__speed output'), '3×');
    await page.click('.player >> text=Close');
    await page.waitForSelector('#player', { state: 'hidden' });
  });

  test('the player has no serious fault and fits', async () => {
    await page.click('.item__play >> nth=0');
    await page.waitForSelector('#player:not([hidden])');
    await page.waitForFunction(() => document.querySelector('.player .button').textContent === 'Pause');
    assert.deepEqual(await axe(page), []);
    for (const width of [1280, 360]) {
      await setSize(page, width, 900);
      assert.ok(await fitsWidth(page), `${width} px`);
      await shoot(page, `replay-${width}`);
    }
    await setSize(page, 1280, 900);
    await page.keyboard.press('Tab');
    await page.click('.player >> text=Close');
  });

  test('the file is Ogg with Opus to others, and parts of it can be asked for', async () => {
    const whole = Buffer.from(await (await audio(heard[0])).arrayBuffer());
    const part = await fetch(`${rest()}/audio/${encodeURIComponent(heard[0])}`, { headers: { Range: 'bytes=0-3' } });
    assert.equal(part.status, 206);
    assert.equal(Buffer.from(await part.arrayBuffer()).toString(), 'OggS');
    const probe = spawnSync('ffprobe', ['-v', 'error', '-show_entries', 'stream=codec_name,channels:format=format_name', '-of', 'json', '-'], { input: whole, encoding: 'utf8' });
    assert.equal(probe.error, undefined);
    assert.equal(probe.stderr, '');
    const { streams, format } = JSON.parse(probe.stdout);
    assert.deepEqual([format.format_name, streams[0].codec_name, streams[0].channels], ['ogg', 'opus', 1]);
  });

  test('every format has it, deleting is undone, an import is equal', async () => {
    const file = async (format) => (await fetch(`${rest()}/export?format=${format}`)).text();
    const before = Object.fromEntries(await Promise.all(FORMATS.map(async (format) => [format, await file(format)])));
    for (const format of FORMATS) assert.match(before[format], /session ?manager/i, format);
    assert.match(before.json, new RegExp(TRUTH.path));
    const same = async () => {
      for (const format of FORMATS) assert.equal(await file(format), before[format], format);
    };

    await page.goto(`${app.url}/conversations/${conversation}`);
    await page.click('.marks summary');
    await page.click('text="Delete"');
    await page.waitForSelector('.record-undo');
    assert.equal((await audio(heard[0])).status, 404);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/conversations\/[^?]+$/);
    await same();
    assert.equal((await audio(heard[0])).status, 200);

    await page.click('.marks summary');
    await page.click('text="Delete"');
    await page.waitForSelector('.record-undo');
    const taken = await fetch(`${app.url}/api/v1/import`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: before.json });
    assert.equal(taken.status, 200);
    await same();
    assert.equal((await audio(heard[0])).status, 200);
  });

  test('who declined is not recorded, and is not asked again', async () => {
    await page.goto(app.url);
    await page.evaluate(() => { document.getElementById('devices').open = true; });
    await page.uncheck('#recording-choice');
    await page.click('#start');
    await stateIs(page, 'listening', 'hearing-you');
    assert.ok(await page.isHidden('#recorded'));
    assert.ok(await page.isHidden('#consent'));
    await page.click('#end');
    await stateIs(page, 'disconnected');
    for (const { id } of (await app.json('/api/v1/conversations')).conversations.filter(({ id }) => id !== conversation)) {
      assert.deepEqual((await app.json(`/api/v1/conversations/${id}/audio`)).segments, []);
    }
  });

  test('the console stayed clean', () => assert.deepEqual(page.troubles, []));
});
