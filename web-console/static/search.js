// Searches while somebody types, goes through what was found by keys, and keeps searches in this browser.

import { byId, el, remembered } from './dom.js';

const PAUSE_MS = 150;
const KEY = 'searches';
const MOST_KEPT = 20;

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

function kept() {
  try {
    const list = JSON.parse(remembered.get(KEY, '[]'));
    return Array.isArray(list) ? list.filter((text) => typeof text === 'string') : [];
  } catch {
    return [];
  }
}

function keep(list) {
  remembered.set(KEY, JSON.stringify(list.slice(0, MOST_KEPT)));
  listKept();
  offerToKeep();
}

function offerToKeep() {
  byId('save').hidden = !shown || kept().includes(shown);
}

function listKept() {
  const list = kept();
  byId('saved').hidden = list.length === 0;
  byId('saved-list').replaceChildren(...list.map(line));
}

function line(text) {
  const link = el('a', { href: `/search?q=${encodeURIComponent(text)}` }, text);
  const remove = el('button', { type: 'button', class: 'icon-button', 'aria-label': `Forget the search ${text}` }, '×');
  remove.addEventListener('click', () => {
    keep(kept().filter((other) => other !== text));
    query.focus();
  });
  return el('li', {}, link, remove);
}

byId('save').addEventListener('click', () => {
  keep([shown, ...kept().filter((text) => text !== shown)]);
  query.focus();
});

listKept();
offerToKeep();
