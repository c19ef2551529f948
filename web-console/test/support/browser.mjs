// The machine's own Chromium, with a sound file as its microphone.

import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const CANDIDATES = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const SHOTS = fileURLToPath(new URL('../../../target/screenshots/', import.meta.url));

function executable() {
  const found = CANDIDATES.find((path) => path && existsSync(path));
  if (!found) throw new Error('No Chromium: install the package chromium, or name one in CHROMIUM.');
  return found;
}

/**
 * A browser with a new empty profile. `wav` is heard by the page from the moment it opens the
 * microphone, once; without it the browser's own beeping device is used.
 */
export async function openBrowser({ wav = '' } = {}) {
  const browser = await chromium.launch({
    executablePath: executable(),
    args: [
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      ...(wav ? [`--use-file-for-fake-audio-capture=${wav}%noloop`] : []),
      '--autoplay-policy=no-user-gesture-required',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  });
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    permissions: ['microphone'],
    acceptDownloads: true,
  });
  context.on('close', () => browser.close());
  return context;
}

/** A page that keeps what went wrong in it: `page.troubles`. */
export async function openPage(context, { tolerate = [] } = {}) {
  const page = await context.newPage();
  page.troubles = [];
  const note = (text) => {
    if (!tolerate.some((pattern) => pattern.test(text))) page.troubles.push(text);
  };
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) note(message.text());
  });
  page.on('pageerror', (error) => note(String(error)));
  return page;
}

/** Waits until the page shows this state of the call. */
export function stateIs(page, ...states) {
  const selector = states.map((state) => `#main[data-state="${state}"]`).join(', ');
  return page.waitForSelector(selector, { timeout: 30_000 });
}

/** Saves what the page looks like, to be looked at by a person. */
export async function shoot(page, name) {
  mkdirSync(SHOTS, { recursive: true });
  await page.screenshot({ path: join(SHOTS, `${name}.png`), animations: 'disabled' });
}

export async function setSize(page, width, height) {
  await page.setViewportSize({ width, height });
}

/** True when nothing of the page sticks out sideways. */
export function fitsWidth(page) {
  return page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);
}
