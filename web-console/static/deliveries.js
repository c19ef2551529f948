// Keeps the page of deliveries up to date while it is looked at, and keeps the focus in its place.

import { byId } from './dom.js';

const LOOK_MS = 3000;
const LOOK_MS_AFTER_FAULTS = 15_000;

async function look() {
  const response = await fetch('/deliveries', { cache: 'no-store' });
  if (!response.ok) throw new Error(`The service answered ${response.status}.`);
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const now = byId('deliveries');
  const next = document.importNode(page.getElementById('deliveries'), true);
  if (now.innerHTML === next.innerHTML) return;
  const same = now.contains(document.activeElement) ? selectorOf(document.activeElement) : '';
  now.replaceWith(next);
  // What had the focus may be gone with its row: the page has it then.
  if (same) (next.querySelector(same) ?? byId('main')).focus({ preventScroll: true });
}

function selectorOf(node) {
  const form = node.closest('form');
  return form ? `form[action="${form.getAttribute('action')}"] button` : `a[href="${node.getAttribute('href')}"]`;
}

async function follow() {
  let pause = LOOK_MS;
  try {
    if (!document.hidden) await look();
  } catch {
    pause = LOOK_MS_AFTER_FAULTS;
  }
  setTimeout(follow, pause);
}

// A reload says what is so now, not again what was done before.
if (location.search) history.replaceState(history.state, '', location.pathname);
byId('done')?.scrollIntoView({ block: 'nearest' });
setTimeout(follow, LOOK_MS);
