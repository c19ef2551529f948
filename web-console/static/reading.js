// The record's page: jumps, keys, quotes, and what is said while somebody reads.

import { byId, el } from './dom.js';
import { Feed } from './feed.js';
import { Printing } from './printing.js';

const LOOK_MS = 2000;
const LOOK_MS_AFTER_FAULTS = 15_000;
const END_PX = 120;

const list = byId('items');
const feed = new Feed(list);
let tag = '';
let unread = 0;

/** Leads to an item, marked as the one that was looked for. */
async function jump(seq) {
  const item = await feed.item(seq);
  if (!item) return false;
  for (const other of list.querySelectorAll('.item--target')) other.classList.remove('item--target');
  item.classList.add('item--target');
  target = String(seq);
  history.replaceState(history.state, '', `#item-${seq}`);
  item.scrollIntoView({ block: 'center' });
  item.focus({ preventScroll: true });
  // What is above may still find its height.
  requestAnimationFrame(() => item.scrollIntoView({ block: 'center' }));
  return true;
}

let target = '';

async function followHash() {
  const seq = /^#item-(\d+)$/.exec(location.hash)?.[1];
  const query = new URLSearchParams(location.search);
  const was = query.get('was');
  if (was) history.replaceState(history.state, '', location.pathname + location.hash);
  if (!seq) return;
  // The number is that of another conversation, which was merged into this one: the service knows the item's number here.
  if (was) location.replace(`/conversations/${encodeURIComponent(was)}?at=${seq}#item-${seq}`);
  else if (!(await jump(seq))) {
    // It may have been split off: the service knows where it is.
    if (query.get('at') !== seq) location.replace(`?at=${seq}#item-${seq}`);
    else byId('told').textContent = 'The item that the address names is not here.';
  }
}

list.addEventListener('items:rendered', () => {
  for (const button of list.querySelectorAll('[data-quote][hidden]')) button.hidden = false;
  if (target) byId(`item-${target}`)?.classList.add('item--target');
});

document.addEventListener('click', (event) => {
  const link = event.target.closest('[data-jump], .item__link');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  byId('contents').open = false;
  const seq = link.dataset.jump ?? /\d+$/.exec(link.hash)[0];
  history.pushState(null, '', `#item-${seq}`);
  jump(seq);
});
window.addEventListener('hashchange', followHash);
window.addEventListener('popstate', followHash);

// Keys

const focused = () => document.activeElement?.closest?.('.item');

function current() {
  const item = focused() ?? [...list.querySelectorAll('.item')].find((each) => each.getBoundingClientRect().bottom > 0);
  return Number(item?.getAttribute('aria-posinset') ?? 1);
}

async function goTo(place, block = 'nearest') {
  const item = await feed.place(Math.min(Math.max(place, 1), feed.total));
  if (!item) return;
  item.focus({ preventScroll: true });
  item.scrollIntoView({ block });
}

async function toEnd() {
  await goTo(feed.total, 'end');
  scrollTo(0, document.documentElement.scrollHeight);
  seenAll();
}

const KEYS = {
  j: () => goTo(focused() ? current() + 1 : current()),
  k: () => goTo(current() - 1),
  Home: () => goTo(1, 'center'),
  End: toEnd,
  c: () => focused() && quote(focused()),
  g: openContents,
  s: () => focused() && offerSplit(focused()),
};

document.addEventListener('keydown', (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.target.closest('input, textarea, select, [contenteditable]')) return;
  const action = KEYS[event.key];
  if (!action || feed.total === 0) return;
  event.preventDefault();
  action();
});

// Contents

async function fillContents() {
  const node = byId('contents-list');
  try {
    const response = await fetch(`${feed.address}/contents`);
    if (!response.ok) throw new Error(`The service answered ${response.status}.`);
    const days = new DOMParser().parseFromString(await response.text(), 'text/html').querySelector('ol');
    node.replaceChildren(document.importNode(days, true));
  } catch (error) {
    node.replaceChildren(el('p', { role: 'alert' }, `The list did not come: ${error.message}`));
  }
}

async function openContents() {
  byId('contents').open = true;
  await fillContents();
  byId('contents-list').querySelector('a')?.focus();
}

byId('contents').addEventListener('toggle', ({ target: details }) => details.open && fillContents());

// Quotes

/** What is marked in the item, or all of it; who said it, when, and where it stands. */
async function quote(item) {
  const selection = getSelection();
  const marked = item.contains(selection.anchorNode) ? selection.toString().trim() : '';
  const said = item.querySelector('.item__text, .tool pre');
  const text = marked || said?.innerText.trim() || said?.textContent.trim() || '';
  const who = item.querySelector('.item__who').textContent;
  const when = item.querySelector('time').dateTime;
  const { seq } = item.dataset;
  const link = `${location.origin}${location.pathname}?at=${seq}#item-${seq}`;
  const lines = text.split('\n').map((line) => `> ${line}`.trimEnd());
  await copy(`${lines.join('\n')}\n\n${who}, ${when}: ${link}\n`);
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    tell('The quote was copied, with its link.');
  } catch {
    const area = el('textarea', { class: 'reading__copy', 'aria-label': 'The quote, to be copied by hand', rows: '6' });
    area.value = text;
    byId('below').before(area);
    area.select();
    area.addEventListener('blur', () => area.remove());
    tell('The browser lets nothing be copied here: the quote is marked at the end of the page, to be copied by hand.');
  }
}

function tell(text) {
  byId('told').textContent = text;
  const note = el('p', { class: 'reading__note notice', 'aria-hidden': 'true' }, text);
  document.body.append(note);
  note.addEventListener('animationend', () => note.remove());
}

list.addEventListener('click', (event) => {
  const button = event.target.closest('[data-quote]');
  if (button) quote(button.closest('.item'));
});

// Splitting

function offerSplit({ dataset }) {
  const form = byId('split');
  if (!form) return;
  form.closest('details').open = true;
  form.elements.at.value = dataset.seq;
  form.querySelector('button').focus();
  form.scrollIntoView({ block: 'center' });
}

// What is said while somebody reads

function atEnd() {
  const { scrollHeight, clientHeight } = document.documentElement;
  return scrollY + clientHeight >= scrollHeight - END_PX;
}

async function look() {
  const before = feed.total;
  const part = await feed.fetch(feed.whole ? 'all=true' : feed.tail, tag);
  if (!part) return;
  const first = tag === '';
  tag = part.tag;
  if (first && Number(part.dataset.total) === before) return;
  const follows = atEnd();
  feed.grow(Number(part.dataset.total));
  await feed.refresh();
  const more = feed.total - before;
  if (more <= 0) return;
  byId('told').textContent = `${more} new`;
  if (follows) await toEndQuietly();
  else {
    unread += more;
    byId('below').textContent = unread === 1 ? '1 new item below' : `${unread} new items below`;
    byId('below').hidden = false;
  }
}

/** The focus stays where it is. */
async function toEndQuietly() {
  await feed.place(feed.total);
  scrollTo(0, document.documentElement.scrollHeight);
}

function seenAll() {
  unread = 0;
  byId('below').hidden = true;
}

async function follow() {
  let pause = LOOK_MS;
  try {
    if (!document.hidden && !feed.printing) await look();
  } catch {
    pause = LOOK_MS_AFTER_FAULTS;
  }
  setTimeout(follow, pause);
}

byId('below').addEventListener('click', toEnd);
document.addEventListener('scroll', () => unread > 0 && atEnd() && seenAll(), { passive: true });

// What is read stays where it is when the window gets another width

let read = { item: null, top: 0 };
let width = innerWidth;

function remember() {
  const item = [...list.querySelectorAll('.item')].find((each) => each.getBoundingClientRect().bottom > innerHeight / 4);
  read = { item, top: item?.getBoundingClientRect().top ?? 0 };
}

function stay() {
  if (innerWidth !== width && read.item?.isConnected) scrollBy(0, read.item.getBoundingClientRect().top - read.top);
  width = innerWidth;
}

let remembering = 0;
document.addEventListener('scroll', () => {
  if (innerWidth !== width) return;
  cancelAnimationFrame(remembering);
  remembering = requestAnimationFrame(remember);
}, { passive: true });
window.addEventListener('resize', stay);

// Printing

new Printing(feed, list, byId('print'));

byId('keys').hidden = false;
byId('item-pages')?.setAttribute('hidden', '');
await followHash();
list.dispatchEvent(new CustomEvent('items:rendered', { bubbles: true }));
follow();
