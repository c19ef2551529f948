// The page in states that only a scripted service can bring about.

import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { axeAsShown } from './support/axe.mjs';
import { fitsWidth, setSize, stateIs } from './support/browser.mjs';
import { talkingPage, until } from './support/talking-page.mjs';

describe('the talking page', { concurrency: false }, () => {
  const shared = talkingPage();
  const { open, call, asked } = shared;
  let service;
  let page;

  beforeEach(() => ({ service, page } = shared));

  test('every state that the service reports is shown by word and shape', async () => {
    await open();
    await call();
    await page.keyboard.press('o');
    for (const [state, word] of [
      ['listening', 'Listening'],
      ['hearing-you', 'Hearing you'],
      ['thinking', 'Thinking'],
      ['tool-running', 'Looking it up'],
      ['speaking', 'Speaking'],
    ]) {
      service.state(state);
      await stateIs(page, state);
      assert.equal(await page.textContent('#state-word'), word);
      await page.waitForFunction((name) => getComputedStyle(document.querySelector(`.shape--${name}`)).opacity === '1', state);
    }
  });

  test('held Space sends audio and hands the turn over when it is let go', async () => {
    await open();
    await call();
    assert.equal(asked('thread/realtime/appendAudio').length, 0, 'nothing is sent before');

    await page.keyboard.down('Space');
    await until(() => asked('thread/realtime/appendAudio').length > 5, 'audio');
    await page.keyboard.up('Space');
    await until(() => asked('sidetone/realtime/commit').length === 1, 'the commit');

    assert.equal(await page.getAttribute('#main', 'data-state'), 'thinking');
    const { audio } = asked('thread/realtime/appendAudio')[0].params;
    assert.equal(audio.sampleRate, 24_000);
    assert.equal(Buffer.from(audio.data, 'base64').length, 2 * audio.samplesPerChannel);
  });

  test('Space in a text that is being written stays a space, unless it is held', async () => {
    await open();
    await call();
    await page.fill('#text', 'where is');
    await page.press('#text', 'Space');
    assert.equal(await page.inputValue('#text'), 'where is ');
    assert.equal(await page.getAttribute('#talk', 'aria-pressed'), 'false');

    await page.keyboard.down('Space');
    await page.waitForSelector('#talk[aria-pressed="true"]');
    await page.keyboard.up('Space');

    assert.equal(await page.inputValue('#text'), 'where is ');
    await until(() => asked('sidetone/realtime/commit').length === 1, 'the commit');
  });

  test('Esc silences the loudspeaker at once and tells how much was heard', async () => {
    await open();
    await call();
    service.state('speaking');
    service.notify('thread/realtime/outputAudio/delta', { audio: { data: tone(3), sampleRate: 24_000, numChannels: 1, samplesPerChannel: null, itemId: 'item_a' } });
    await until(() => page.evaluate(() => Number(document.getElementById('orb').style.getPropertyValue('--out')) > 0.3), 'sound');

    await page.keyboard.press('Escape');
    await until(() => asked('sidetone/realtime/playback').length === 1, 'the playback report');

    assert.equal(asked('sidetone/realtime/interrupt').length, 1);
    const { itemId, playedMs } = asked('sidetone/realtime/playback')[0].params;
    assert.equal(itemId, 'item_a');
    assert.ok(playedMs >= 0 && playedMs < 3_000, `${playedMs} ms of three seconds`);
    await until(() => page.evaluate(() => document.getElementById('orb').style.getPropertyValue('--out') === '0.00'), 'silence');
  });

  test('captions grow, become final, and a reload brings the conversation and one click to resume', async () => {
    await open();
    await call();
    service.notify('sidetone/caption', { itemId: 'item_1', text: 'where is the', final: false });
    await page.waitForSelector('.said--partial');
    assert.equal(await page.textContent('.said--partial'), 'where is the');
    service.conversationAboutSessions();
    await page.waitForSelector('.cite');
    assert.equal(await page.locator('.said').count(), 1, 'the final words replace the partial ones');

    await page.reload();
    await page.waitForSelector('.cite');
    assert.match(await page.textContent('.gist'), /line twelve/);
    assert.equal(await page.textContent('#start-label'), 'Resume the call');
    await page.click('#start');
    await stateIs(page, 'ready');
    assert.equal(asked('thread/start').length, 1, 'the same conversation goes on');
  });

  test('what the voice hands over to the agent is shown once, as it was said', async () => {
    await open();
    await call();
    service.store({ role: 'USER', kind: 'SPEECH', text: 'Where is the parser?', callId: 'rtc_1' });
    const text = '<realtime_delegation>\n  <input>Where is the parser?</input>\n</realtime_delegation>';
    const item = { type: 'userMessage', id: 'turn_1-user', content: [{ type: 'text', text }] };
    service.notify('item/started', { turnId: 'turn_1', item });
    service.notify('item/completed', { turnId: 'turn_1', item });
    service.store({ role: 'AGENT', kind: 'TEXT', text: 'In the compiler.' });

    await page.waitForFunction(() => document.querySelector('#turns').textContent.includes('In the compiler.'));
    const shown = await page.textContent('#turns');
    assert.equal(shown.split('Where is the parser?').length, 2);
    assert.doesNotMatch(shown, /realtime_delegation/);
  });

  test('a citation opens its file with exactly the cited lines marked', async () => {
    await open();
    await call();
    service.conversationAboutSessions();
    await page.click('.cites .cite');
    await page.waitForSelector('.line--marked');

    const marked = await page.$$eval('.line--marked', (lines) => lines.map((line) => Number(line.dataset.line)));
    assert.deepEqual(marked, [12, 13, 14, 15, 16, 17, 18, 19, 20]);
    assert.ok(await page.locator('.line--marked').first().isVisible());
    assert.match(await page.textContent('.line--marked'), /public final class SessionManager/);
  });

  test('a file that is gone is told with its name', async () => {
    await open();
    await call();
    service.conversationAboutSessions();
    await page.click('.cites .cite >> nth=1');
    await page.waitForSelector('.code__failure');

    assert.match(await page.textContent('.code__failure'), /LoginResource\.java cannot be shown.*no src\/main/);
    page.troubles.length = 0; // The browser itself reports the 404.
  });

  test('what stands in answers is text, never markup', async () => {
    await open();
    service.items = [{ seq: 1, itemId: 'i1', role: 'AGENT', kind: 'TEXT', startedAt: '2026-01-01T00:00:00Z', citations: [], text: '<img src=x onerror=alert(1)> **bold** [x](javascript:alert(1)) `<b>` [ok](https://example.org)' }];
    await page.goto(`${service.url}/#thread=${service.threadId}`);
    await page.reload();
    await page.waitForSelector('.prose');

    assert.equal(await page.locator('.prose img, .prose b').count(), 0);
    assert.deepEqual(await page.$$eval('.prose a', (links) => links.map((a) => a.href)), ['https://example.org/']);
    assert.equal(await page.textContent('.prose strong'), 'bold');
    assert.match(await page.textContent('.prose'), /<img src=x/);
  });

  test('models on their way show progress, and typing works meanwhile', async () => {
    service.speech = { state: 'preparing', message: 'Fetching whisper-base', doneBytes: 53e6, totalBytes: 213e6, webrtc: { available: true } };
    await open();
    await page.waitForSelector('#speech progress');
    assert.match(await page.textContent('#speech'), /Fetching whisper-base.*53 MB of 213 MB.*type meanwhile/);
    assert.equal(await page.getAttribute('#start', 'aria-disabled'), 'true');

    await page.fill('#text', 'What does this project do?');
    await page.press('#text', 'Enter');
    await stateIs(page, 'thinking');
    service.speech = { state: 'ready', webrtc: { available: true } };
    await page.waitForSelector('#start:not([aria-disabled="true"])');
  });

  test('models that wait for a word offer their download', async () => {
    service.speech = { state: 'unavailable', message: 'The speech models are not here.', remedy: 'They are 213 MB.', offerDownload: true, webrtc: { available: true } };
    await open();
    await page.click('text=Download the speech models');
    await until(() => service.downloadAsked, 'the download request');
  });

  for (const [name, code, words] of [
    ['NotAllowedError', 'denied', /blocked for this page.*site settings/],
    ['NotFoundError', 'none', /No microphone was found.*Plug one in/],
    ['NotReadableError', 'busy', /in use or does not start.*Close other programs/],
  ]) {
    test(`a microphone that is ${code} is explained with what to do`, async () => {
      await page.addInitScript((error) => {
        navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', error));
      }, name);
      await open();
      await page.click('#start');
      await page.waitForSelector('[data-notice="microphone"]');

      assert.match(await page.textContent('[data-notice="microphone"]'), words);
      await stateIs(page, 'disconnected');
    });
  }

  test('a microphone that gives only silence is noticed', async () => {
    await page.addInitScript(() => {
      navigator.mediaDevices.getUserMedia = async () =>
        new AudioContext().createMediaStreamDestination().stream;
    });
    await open();
    await page.click('#check');
    await page.waitForSelector('[data-notice="microphone"]', { timeout: 15_000 });
    assert.match(await page.textContent('[data-notice="microphone"]'), /gives no sound.*mute switch/);
  });

  test('another microphone takes over in the middle of the call and is remembered', async () => {
    await open();
    await call();
    await page.evaluate(() => {
      document.getElementById('devices').open = true;
    });
    const devices = await page.$$eval('#microphone option', (all) => all.map(({ value, label }) => [value, label]));
    const [value, label] = devices.at(-1);
    await page.selectOption('#microphone', value);
    await until(async () => (await page.textContent('#session-facts')).includes(label) || page.keyboard.press('o'), 'the new device');

    assert.equal(asked('thread/realtime/start').length, 1, 'the call goes on');
    assert.equal(await page.evaluate(() => localStorage.getItem('sidetone.microphone')), value);
    await page.keyboard.down('Space');
    await until(() => asked('thread/realtime/appendAudio').length > 3, 'audio of the new device');
    await page.keyboard.up('Space');
  });

  test('path and devices are the configured ones where nobody chose others', async () => {
    service.speech.webrtc = { available: true, reason: '' };
    service.calls = { offered: 'on', path: 'websocket', microphone: 'Fake Audio Input 2', speaker: 'Fake Audio Output 2' };
    await open();
    await call();

    assert.deepEqual(asked('thread/realtime/start').map(({ params }) => params.transport.type), ['websocket']);
    assert.match(await page.textContent('#session-facts'), /Fake Audio Input 2/);
    assert.equal(await page.$eval('#speaker', ({ selectedOptions }) => selectedOptions[0].label), 'Fake Audio Output 2');
    assert.equal(await page.evaluate(() => localStorage.getItem('sidetone.microphone')), null, 'a configuration is no choice');
  });

  test('calls that are turned off are not offered, and typing works', async () => {
    service.calls = { ...service.calls, offered: 'off' };
    await open();

    assert.equal(await page.getAttribute('#start', 'aria-disabled'), 'true');
    assert.equal(await page.textContent('#start-label'), 'Calls are turned off');
    assert.equal(await page.textContent('#state-hint'), 'Type your question below.');
    await page.click('#start', { force: true });
    await page.fill('#text', 'where is the parser?');
    await page.press('#text', 'Enter');
    await until(() => asked('turn/start').length === 1, 'the question');
    assert.equal(asked('thread/realtime/start').length, 0);
  });

  test('a tab whose address is not secure is told how to get a microphone', async () => {
    await page.addInitScript(() => Object.defineProperty(globalThis, 'isSecureContext', { value: false }));
    await open();
    assert.match(await page.textContent('[data-notice="microphone"]'), /no microphone to this address.*ssh -L/);
  });

  test('a refused connection says why', async () => {
    service.handlers.initialize = () => {
      throw Object.assign(new Error('this origin is not allowed'), { code: -32600 });
    };
    await open();
    await page.waitForSelector('[data-notice="connection"]');
    assert.match(await page.textContent('[data-notice="connection"]'), /refused this page.*origin is not allowed/);
  });

  for (const scheme of ['light', 'dark']) {
    test(`axe finds nothing serious in ${scheme}`, async () => {
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
      await open();
      assert.deepEqual(await axeAsShown(page), [], 'lobby');
      await call();
      service.conversationAboutSessions();
      service.notify('sidetone/realtime/latency', { totalMs: 872, parts: { endOfTurnMs: 240, recognitionMs: 310, answerMs: 22, synthesisMs: 180, networkMs: 120 } });
      await page.waitForSelector('#latency-total');
      service.notify('sidetone/realtime/usage', { callId: 'c', inputTokens: 12000, cachedTokens: 9000, outputTokens: 345, ms: 0, costUsd: '0.0421', withoutPrice: 0, free: false, text: '12,345 tokens, $0.0421' });
      await page.waitForSelector('#usage-now');
      assert.match(await page.textContent('#usage'), /12,345 tokens, \$0\.0421.*12,000 in \(9,000 cached\), 345 out/s);
      assert.deepEqual(await axeAsShown(page), [], 'call with latency and usage');
      await page.click('.cites .cite');
      await page.waitForSelector('.line--marked');
      assert.deepEqual(await axeAsShown(page), [], 'call with code');
      service.state('speaking');
      await page.keyboard.press('?');
      assert.deepEqual(await axeAsShown(page), [], 'help');
      await page.goto(`${service.url}/code?path=src/SessionManager.java&start=12&end=20`);
      await page.waitForSelector('.line--marked');
      assert.deepEqual(await axeAsShown(page), [], 'code page');
    });
  }

  test('nothing sticks out at 360 pixels', async () => {
    await setSize(page, 360, 740);
    await open();
    assert.ok(await fitsWidth(page), 'lobby');
    await call();
    service.conversationAboutSessions();
    await page.waitForSelector('.cite');
    assert.ok(await fitsWidth(page), 'call');
    await page.click('.cites .cite');
    await page.waitForSelector('.line--marked');
    assert.ok(await fitsWidth(page), 'code panel');
    await page.keyboard.press('Escape');
    assert.ok(await page.locator('#panel').isHidden(), 'Esc closes the panel');
  });

  test('the keyboard reaches every control', async () => {
    await open();
    await call();
    const seen = new Set();
    for (let i = 0; i < 60; i++) {
      await page.keyboard.press('Tab');
      seen.add(await page.evaluate(() => document.activeElement?.id ?? ''));
    }
    for (const id of ['talk', 'mute', 'interrupt', 'end', 'text', 'send', 'help-open', 'log', 'tab-session']) {
      assert.ok(seen.has(id), `${id} among ${[...seen].join(' ')}`);
    }
  });
});

/** Seconds of 440 Hz as base64 PCM16 at 24 kHz. */
function tone(seconds) {
  const pcm = Buffer.alloc(48_000 * seconds);
  for (let i = 0; i < pcm.length / 2; i++) {
    pcm.writeInt16LE(Math.round(9000 * Math.sin((i * 2 * Math.PI * 440) / 24_000)), 2 * i);
  }
  return pcm.toString('base64');
}
