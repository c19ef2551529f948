// What becomes of a call on the page whose connection, provider or path fails, or whose session ends soon.

import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { stateIs } from './support/browser.mjs';
import { talkingPage, until } from './support/talking-page.mjs';

describe('the talking page in trouble', { concurrency: false }, () => {
  const shared = talkingPage();
  const { open, call, asked } = shared;
  let service;
  let page;

  beforeEach(() => ({ service, page } = shared));

  test('a lost connection says so, comes back by itself and takes the call up again', async () => {
    await open();
    await call();
    service.refuse();
    await stateIs(page, 'reconnecting');
    assert.match(await page.textContent('#notices'), /cannot be reached/);

    service.admit();
    await stateIs(page, 'ready');

    assert.doesNotMatch(await page.textContent('#notices'), /cannot be reached/);
    assert.equal(asked('thread/resume').length, 1);
  });

  test('what was said while the connection was lost is told again, and a call that is over is set up anew', async () => {
    await open();
    await call();
    service.notify('sidetone/note', { message: 'The provider is slow today.' }, 57);
    await page.waitForFunction(() => document.querySelector('#notices').textContent.includes('slow today'));
    service.handlers['sidetone/resume'] = () => {
      service.notify('sidetone/note', { message: 'The store was full for a moment.' }, 58);
      service.notify('thread/realtime/closed', { reason: 'requested' }, 59);
      return { complete: true };
    };
    const starts = asked('thread/realtime/start').length;

    service.refuse();
    await stateIs(page, 'reconnecting');
    service.admit();

    await page.waitForFunction(() => document.querySelector('#notices').textContent.includes('full for a moment'));
    await until(() => asked('thread/realtime/start').length === starts + 1, 'a new call');
    await stateIs(page, 'ready');
    assert.deepEqual(asked('sidetone/resume').map(({ params }) => params.after), [57]);
    assert.equal(asked('thread/resume').length, 0);
  });

  test('a provider that does not answer the offer is called over WebSocket', async () => {
    service.speech.webrtc = { available: true, reason: '' };
    const words = 'Start the call again over WebSocket, where the sound goes through the service.';
    const start = ({ transport }) => {
      if (transport.type === 'webrtc') setTimeout(() => service.notify('thread/realtime/error', { message: words, code: 'start_timeout' }));
      else {
        setTimeout(() => {
          service.notify('thread/realtime/started', { realtimeSessionId: 'sess', version: 'v2' });
          service.state('listening');
        });
      }
    };
    service.handlers['thread/realtime/start'] = start;
    await open();
    await call();

    const paths = asked('thread/realtime/start').map(({ params }) => params.transport.type);
    assert.deepEqual(paths, ['webrtc', 'websocket']);
    assert.match(await page.textContent('#notices'), /over WebSocket/);
  });

  test('failing WebRTC is replaced by the WebSocket path, with the reason', async () => {
    service.speech.webrtc = { available: true, reason: '' };
    await open();
    await call();

    const paths = asked('thread/realtime/start').map(({ params }) => params.transport.type);
    assert.deepEqual(paths, ['webrtc', 'websocket']);
    assert.match(await page.textContent('#notices'), /WebSocket.*library is not here/);
    assert.match(await page.textContent('#session-facts'), /WebSocket/);
  });

  test('when the provider ends its session soon the call is started again by itself', async () => {
    await open();
    await call();
    const before = asked('thread/realtime/start').length;

    service.notify('sidetone/realtime/renewalDue', { message: 'Start the call again now.' });
    await until(() => asked('thread/realtime/start').length === before + 1, 'a second start');

    await stateIs(page, 'ready');
    assert.equal(asked('thread/realtime/stop').length, 0, 'the service replaces the call itself');
  });
});
