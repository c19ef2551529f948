// Searches while somebody types, and goes through what was found by keys.

import { byId, el, remembered } from './dom.js';

const PAUSE_MS = 150;
const KEY = 'searches';

const query = byId('query');
const results = byId('results');
let timer = 0;
let running = new AbortController();
let shown = query.value.trim();

/** Asks for this page with what is typed now, and takes its results. */
async function search() {
  const wanted = query.value.trim();
  if (wanted === shown) return;
  running.abort();
  running = new AbortController();
  results.setAttribute('aria-busy', 'true');
  const address = wanted ? `/search?q=${encodeURIComponent(wanted)}` : '/search';
  try {
    const response = await fetch(address, { signal: running.signal, headers: { Accept: 'text/html' } });
    if (!response.ok) throw new Error(`The service answered ${response.status}.`);
    take(new DOMParser().parseFromString(await response.text(), 'text/html').getElementById('results'));
    shown = wanted;
    history.replaceState(null, '', address);
    offerToKeep();
  } catch (error) {
    if (error.name !== 'AbortError') failed(error);
  } finally {
    results.removeAttribute('aria-busy');
  }
}

function take(found) {
  results.replaceChildren(...found.childNodes);
  const count = Number(found.dataset.count);
  byId('told').textContent = count === 0 ? results.textContent.trim().split('\n')[0] : `${count} found`;
}

function failed(error) {
  const text = `The search did not go through: ${error.message} Press Enter to try again.`;
  results.replaceChildren(el('p', { class: 'notice notice--bad', role: 'alert' }, text));
}

query.addEventListener('input', () => {
  clearTimeout(timer);
  timer = setTimeout(search, PAUSE_MS);
});

document.addEventListener('keydown', (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
  const stops = [query, ...results.querySelectorAll('.hit__link')];
  const at = stops.indexOf(document.activeElement);
  const next = stops[at + step];
  if (at < 0 || !next) return;
  event.preventDefault();
  next.focus();
});

/** The form that keeps a search is for the one that is shown. */
function offerToKeep() {
  byId('save-query').value = shown;
  byId('save').hidden = !shown || results.querySelector('.search-mistakes') !== null;
}

/** What this browser kept before the service did goes there, once. */
async function moveKept() {
  let kept;
  try {
    kept = JSON.parse(remembered.get(KEY, '[]'));
  } catch {
    kept = [];
  }
  if (!Array.isArray(kept) || kept.length === 0) return;
  const left = [];
  for (const query of kept.filter((text) => typeof text === 'string')) {
    const body = JSON.stringify({ query });
    const response = await fetch('/api/v1/searches', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
    // What the service cannot keep now is tried the next time; what it never will is forgotten.
    if (response.status >= 500) left.push(query);
  }
  remembered.set(KEY, JSON.stringify(left));
  if (left.length === 0) location.reload();
}

offerToKeep();
moveKept().catch(() => {});
