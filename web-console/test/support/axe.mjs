// Accessibility by axe-core, injected past the content policy by the browser's own debugger.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fitsWidth, setSize, shoot } from './browser.mjs';

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const ALL = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] };
const CONTRAST = { type: 'rule', values: ['color-contrast'] };

/** What axe finds serious or critical in the scheme that is shown, one line each; empty is good. */
export async function axeAsShown(page) {
  await page.evaluate(SOURCE);
  return run(page, ALL);
}

/** The same, and colours too alike in the other scheme; for pages that are not shown in both one after the other. */
export async function axe(page) {
  const found = await axeAsShown(page);
  const now = await page.evaluate(() => (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'));
  const other = now === 'dark' ? 'light' : 'dark';
  await scheme(page, other);
  const there = (await run(page, CONTRAST)).map((line) => `${other}: ${line}`);
  await scheme(page, now);
  return [...found, ...there];
}

function run(page, runOnly) {
  return page.evaluate(async (only) => {
    const { violations } = await globalThis.axe.run(document, { runOnly: only });
    return violations
      .filter(({ impact }) => ['serious', 'critical'].includes(impact))
      .flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} ${target}: ${failureSummary}`));
  }, runOnly);
}

/** Changes the colours, and brings those that are on their way to their end: one out of sight may never get there. */
async function scheme(page, colorScheme) {
  await page.emulateMedia({ colorScheme });
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  await page.evaluate(() => document.getAnimations().filter((each) => each instanceof CSSTransition).forEach((each) => each.finish()));
}

/** On a desktop and on a phone, in both schemes: nothing sticks out, axe is content, and a picture is kept for a person. */
export async function looked(page, name) {
  for (const [width, height] of [[1280, 800], [360, 740]]) {
    await setSize(page, width, height);
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.reload();
      assert.ok(await fitsWidth(page), `${name} ${width} px`);
      assert.deepEqual(await axe(page), [], `${name} ${width} px ${colorScheme}`);
      await shoot(page, `${name}-${width}-${colorScheme}`);
    }
  }
  await setSize(page, 1280, 800);
}
