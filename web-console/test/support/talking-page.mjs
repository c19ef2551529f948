// The talking page with a scripted service: what its tests share.

import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach } from 'node:test';
import { openBrowser, openPage, stateIs } from './browser.mjs';
import { FakeService } from './fake-service.mjs';

const LOST = [/WebSocket connection to .* failed/];

/** Gives each test of the suite that calls this a service and a page of its own, which it has as members. */
export function talkingPage() {
  let browser;
  const shared = {
    async open(path = '/') {
      await shared.page.goto(shared.service.url + path);
      await shared.page.waitForSelector('.chip--good');
    },
    async call() {
      await shared.page.click('#start');
      await stateIs(shared.page, 'ready');
    },
    asked: (method) => shared.service.requests.filter((request) => request.method === method),
  };
  before(async () => {
    browser = await openBrowser();
  });
  after(() => browser.close());
  beforeEach(async () => {
    shared.service = await new FakeService().start();
    shared.page = await openPage(browser, { tolerate: LOST });
  });
  afterEach(async () => {
    const { troubles } = shared.page;
    await shared.page.close();
    await shared.service.stop();
    assert.deepEqual(troubles, [], 'the console stays clean');
  });
  return shared;
}

/** Waits for what no event tells. */
export async function until(condition, what) {
  const end = Date.now() + 15_000;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`${what} did not come within 15 s`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
