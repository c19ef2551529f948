// Troubles in words: what happened, what to do, and where it helps a button that does it.

import { el } from './dom.js';

/** Shows at most one notice for each key, the newest below. */
export class Notices {
  #node;
  #shown = new Map();

  constructor(node) {
    this.#node = node;
  }

  /** `kind` is warn, bad or empty; `actions` are [label, function]. */
  show(key, { kind = 'bad', title, text = '', actions = [] }) {
    const words = `${kind}|${title}|${text}`;
    const known = this.#shown.get(key);
    if (known?.words === words) return;
    known?.node.remove();
    const buttons = actions.map(([label, act]) =>
      el('button', { type: 'button', class: 'button', onclick: () => this.#act(key, act) }, label));
    const dismiss = el('button', { type: 'button', class: 'notice__dismiss', 'aria-label': `Dismiss: ${title}`, onclick: () => this.clear(key) }, '×');
    const node = el(
      'div',
      { class: `notice${kind ? ` notice--${kind}` : ''}`, 'data-notice': key },
      dismiss,
      el('strong', {}, title),
      text ? `${text} ` : null,
      buttons.length > 0 ? el('div', {}, buttons) : null,
    );
    this.#shown.set(key, { node, words });
    this.#node.append(node);
  }

  clear(key) {
    this.#shown.get(key)?.node.remove();
    this.#shown.delete(key);
  }

  #act(key, act) {
    this.clear(key);
    act();
  }
}
