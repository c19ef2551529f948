// The side panel: code and session as tabs; on small windows it comes over the page.

import { byId, el } from './dom.js';
import { duration } from './words.js';

const PARTS = [
  ['endOfTurnMs', 'Waiting that you are done', 1],
  ['recognitionMs', 'Recognising', 2],
  ['answerMs', 'Finding the answer', 3],
  ['synthesisMs', 'First words of speech', 4],
  ['networkMs', 'Network and playback', 5],
];

export class Panel {
  #node = byId('panel');
  #tabs = ['code', 'session'];
  #returnTo = null;
  onFresh = () => {};

  constructor() {
    for (const name of this.#tabs) {
      byId(`tab-${name}`).addEventListener('click', () => this.show(name));
    }
    byId('panel').querySelector('[role=tablist]').addEventListener('keydown', (event) => this.#arrow(event));
    byId('panel-close').addEventListener('click', () => this.close());
    byId('panel-open').addEventListener('click', () => this.toggle());
  }

  get isOverlay() {
    return this.#node.classList.contains('panel--open') && getComputedStyle(this.#node).position === 'fixed';
  }

  show(name) {
    for (const other of this.#tabs) {
      const selected = other === name;
      byId(`tab-${other}`).setAttribute('aria-selected', String(selected));
      byId(`tab-${other}`).tabIndex = selected ? 0 : -1;
      byId(`pane-${other}`).hidden = !selected;
    }
  }

  /** Makes the panel visible where the window has no room for it beside the conversation. */
  open(name, returnTo = document.activeElement) {
    this.show(name);
    this.#node.classList.add('panel--open');
    byId('panel-open').setAttribute('aria-expanded', 'true');
    if (!this.isOverlay) return;
    this.#returnTo = returnTo;
    byId('panel-close').focus();
  }

  close() {
    this.#node.classList.remove('panel--open');
    byId('panel-open').setAttribute('aria-expanded', 'false');
    this.#returnTo?.focus?.();
    this.#returnTo = null;
  }

  toggle() {
    if (this.#node.classList.contains('panel--open')) this.close();
    else this.open('session');
  }

  #arrow(event) {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    const current = this.#tabs.findIndex((name) => !byId(`pane-${name}`).hidden);
    const next = this.#tabs[(current + 1) % this.#tabs.length];
    this.show(next);
    byId(`tab-${next}`).focus();
  }

  /** From the end of the user's words to the first sound, and where the time went. */
  showLatency({ totalMs, parts = {} }) {
    const known = PARTS.filter(([key]) => Number.isFinite(parts[key]) && parts[key] >= 0);
    const bar = el('div', { class: 'latency__bar', 'aria-hidden': true }, known.map(([key, , hue]) => {
      const piece = el('i', { class: `hue-${hue}` });
      piece.style.setProperty('--part', String(Math.max(1, parts[key])));
      return piece;
    }));
    const rows = known.flatMap(([key, label, hue]) => [
      el('i', { class: `hue-${hue}` }),
      el('span', {}, label),
      el('b', {}, duration(parts[key])),
    ]);
    byId('latency').replaceChildren(
      el('p', { class: 'latency__total', id: 'latency-total' }, duration(totalMs), el('small', {}, 'to the first sound')),
      bar,
      el('div', { class: 'latency__parts' }, rows),
    );
  }

  /** What the call has used so far; the service says it in words. */
  showUsage({ text, parkedText, inputTokens, cachedTokens, outputTokens }) {
    const count = (number) => Number(number).toLocaleString('en');
    byId('usage').replaceChildren(
      el('p', { id: 'usage-now' }, text),
      parkedText ? el('p', { id: 'usage-parked' }, `The call was ${parkedText}.`) : '',
      el('p', { class: 'faint' }, `${count(inputTokens)} in (${count(cachedTokens)} cached), ${count(outputTokens)} out. `, el('a', { href: '/usage' }, 'All usage')),
    );
  }

  showFacts(facts) {
    const rows = facts.filter(([, value]) => value).flatMap(([name, value]) => [el('dt', {}, name), el('dd', {}, value)]);
    byId('session-facts').replaceChildren(...rows);
  }

  showRecord(threadId) {
    const base = `/conversations/${encodeURIComponent(threadId)}`;
    const files = byId('record-links').dataset.download === 'true'
      ? [['Download as Markdown', `${base}/export?format=markdown`], ['Download as JSON', `${base}/export?format=json`]]
      : [];
    const links = [...(threadId ? [['This conversation', base], ...files] : []), ['All conversations', '/conversations']];
    const fresh = el('button', { type: 'button', class: 'link', onclick: this.onFresh }, 'New conversation');
    byId('record-links').replaceChildren(
      ...links.map(([text, href]) => el('li', {}, el('a', { href }, text))),
      threadId ? el('li', {}, fresh) : '',
    );
  }
}
