// A call whose session the service closes while the agent works, as the page shows it.

import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { axe } from './support/axe.mjs';
import { fitsWidth, openBrowser, openPage, setSize, shoot, stateIs } from './support/browser.mjs';
import { FakeService } from './support/fake-service.mjs';

describe('a parked call', { concurrency: false }, () => {
  let browser;
  let service;
  let page;

  before(async () => {
    browser = await openBrowser();
  });
  after(() => browser.close());
  beforeEach(async () => {
    service = await new FakeService().start();
    page = await openPage(browser);
  });
  afterEach(async () => {
    const { troubles } = page;
    await page.close();
    await service.stop();
    assert.deepEqual(troubles, [], 'the console stays clean');
  });

  const open = async (path = '/') => {
    await page.goto(service.url + path);
    await page.waitForSelector('.chip--good');
  };
  const call = async () => {
    await page.click('#start');
    await stateIs(page, 'ready');
  };
  const asked = (method) => service.requests.filter((request) => request.method === method);

  test('says so, keeps the agent reachable, and comes back by button, key or Space', async () => {
    await open();
    await call();
    const resumes = () => asked('sidetone/realtime/resume').length;
    service.state('parked', 'Reading the build.');
    await stateIs(page, 'parked');
    assert.equal(await page.textContent('#state-word'), 'Parked');
    assert.match(await page.textContent('#state-hint'), /session is closed and costs nothing/);
    assert.equal(await page.isVisible('#talk'), false);
    assert.equal(await page.isVisible('#resume'), true);

    await page.fill('#text', 'only the core');
    await page.press('#text', 'Enter');
    await until(() => asked('thread/realtime/appendText').length === 1, 'the typed words');
    await page.focus('#resume');
    await page.keyboard.press('Enter');
    await until(() => resumes() === 1, 'the button');
    await page.keyboard.press('r');
    await until(() => resumes() === 2, 'the key');

    service.state('ringing');
    await stateIs(page, 'ringing');
    service.state('listening');
    await stateIs(page, 'ready');
    assert.equal(await page.isVisible('#resume'), false);

    service.state('parked');
    await stateIs(page, 'parked');
    await page.evaluate(() => document.activeElement.blur());
    await page.keyboard.down('Space');
    await until(() => resumes() === 3, 'Space');
    await page.keyboard.up('Space');
    await until(() => asked('sidetone/realtime/commit').length === 1, 'the commit');
    service.notify('sidetone/realtime/usage', { callId: 'c', inputTokens: 1, cachedTokens: 0, outputTokens: 0, ms: 0, costUsd: '0', withoutPrice: 0, free: false, text: '1 token', parkedMs: 90000, savedUsd: '0.09', parkedText: 'parked for 90.0 s, $0.09 saved' });
    await page.waitForSelector('#usage-parked', { state: 'attached' });
    assert.match(await page.textContent('#usage-parked'), /parked for 90\.0 s, \$0\.09 saved/);
    service.state('parked', 'Reading the build.');
    await stateIs(page, 'parked');
    assert.deepEqual(await axe(page), []);
    await shoot(page, 'parked');
    await setSize(page, 360, 740);
    assert.ok(await fitsWidth(page));
    await shoot(page, 'parked-phone');
  });

  test('over WebRTC the page makes a new offer when the call rings, and the same call goes on', async () => {
    const provider = await openPage(browser);
    await provider.goto(`${service.url}/code`);
    const answer = async (sdp) => {
      service.notify('thread/realtime/started', { realtimeSessionId: 'sess', version: 'v2' });
      service.notify('thread/realtime/sdp', { sdp: await provider.evaluate(answered, sdp) });
      service.state('listening');
    };
    service.speech.webrtc = { available: true, reason: '' };
    service.handlers['thread/realtime/start'] = ({ transport }) => void setTimeout(() => answer(transport.sdp));
    service.handlers['sidetone/realtime/resume'] = ({ sdp }) => void setTimeout(() => answer(sdp));
    await open();
    await call();
    assert.equal(asked('thread/realtime/start')[0].params.parking, true);
    const first = asked('thread/realtime/start')[0].params.transport.sdp;

    service.state('parked', 'Reading the build.');
    await stateIs(page, 'parked');
    await until(() => provider.evaluate(() => ['disconnected', 'closed', 'failed'].includes(globalThis.peers[0].connectionState)), 'the end of the first connection');
    service.state('ringing');
    service.notify('sidetone/realtime/ringing', { message: 'There is something to say.' });
    await until(() => provider.evaluate(() => globalThis.peers[1]?.connectionState === 'connected'), 'the second connection');
    await stateIs(page, 'ready');

    assert.equal(asked('sidetone/realtime/resume').length, 1);
    assert.notEqual(asked('sidetone/realtime/resume')[0].params.sdp, first);
    assert.equal(asked('thread/realtime/start').length, 1, 'it is the same call');
    assert.equal(asked('thread/realtime/stop').length, 0);
    assert.match(await page.textContent('#session-facts'), /WebRTC/);
    assert.doesNotMatch(await page.textContent('#notices'), /problem|did not go on/);

    service.state('parked');
    await stateIs(page, 'parked');
    await page.evaluate(() => document.activeElement.blur());
    await page.keyboard.press('Space');
    await until(() => provider.evaluate(() => globalThis.peers[2]?.connectionState === 'connected'), 'the third connection');
    await stateIs(page, 'ready');
    await provider.close();
  });
});

/** Plays the provider's side of WebRTC in a page of its own. */
async function answered(sdp) {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const peer = new RTCPeerConnection();
  (globalThis.peers ??= []).push(peer);
  await peer.setRemoteDescription({ type: 'offer', sdp });
  peer.addTrack(stream.getAudioTracks()[0], stream);
  await peer.setLocalDescription(await peer.createAnswer());
  while (peer.iceGatheringState !== 'complete') await new Promise((resolve) => setTimeout(resolve, 20));
  return peer.localDescription.sdp;
}

async function until(condition, what) {
  const end = Date.now() + 15_000;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`${what} did not come within 15 s`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
