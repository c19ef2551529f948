// Prints a whole conversation: first everything is brought into the page, then the browser is asked to print. A browser
// that prints by itself, from its menu, does not wait: such a print says which items are missing.

import { byId, el } from './dom.js';

const number = new Intl.NumberFormat('en');

export class Printing {
  #feed;
  #list;
  #bar;
  #read = { id: '', top: 0 };
  #loading = null;

  constructor(feed, list, button) {
    this.#feed = feed;
    this.#list = list;
    button.addEventListener('click', () => this.#print());
    document.addEventListener('keydown', (event) => this.#key(event));
    window.addEventListener('beforeprint', () => this.#tellWhatIsMissing());
    window.addEventListener('afterprint', () => this.#end());
    byId('print-note')?.remove(); // of the page without scripts
    button.hidden = false;
  }

  #key(event) {
    if (event.key === 'Escape' && this.#bar) this.#end();
    const print = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'p';
    if (!print) return;
    event.preventDefault();
    this.#print();
  }

  async #print() {
    if (this.#loading) return;
    if (!this.#feed.complete) {
      if (!(await this.#bringAll())) return;
      // The browser is to have seen the items before it is asked.
      await new Promise((resolve) => setTimeout(resolve));
    }
    window.print();
  }

  async #bringAll() {
    this.#loading = new AbortController();
    const { signal } = this.#loading;
    const progress = el('progress', { max: String(this.#feed.total), 'aria-label': 'Items that have come' });
    const words = el('span', {});
    this.#show(progress, words, 'Cancel');
    byId('told').textContent = 'Everything is brought into the page, to be printed.';
    this.#remember();
    try {
      await this.#feed.unfold((count) => {
        progress.value = count;
        words.textContent = `${number.format(count)} of ${number.format(this.#feed.total)} items`;
      }, signal);
      this.#show('Everything is in the page.', 'Back to reading');
      return true;
    } catch (error) {
      if (signal.aborted) return false;
      this.#show(el('span', { role: 'alert' }, `Not everything came, so nothing was printed: ${error.message} Print once more, or what is here from the browser's menu.`), 'Close');
      return false;
    } finally {
      this.#loading = null;
    }
  }

  #show(...parts) {
    const label = parts.pop();
    const button = el('button', { type: 'button', class: 'button button--quiet' }, label);
    button.addEventListener('click', () => this.#end());
    const bar = el('div', { class: 'reading__printing', id: 'printing' });
    bar.append(...parts, button);
    if (this.#bar) this.#bar.replaceWith(bar);
    else byId('reading-bar').after(bar);
    this.#bar = bar;
  }

  /** It was printed, or is not to be. */
  #end() {
    this.#loading?.abort();
    const held = this.#bar?.contains(document.activeElement);
    this.#bar?.remove();
    this.#bar = undefined;
    for (const node of this.#list.querySelectorAll('[data-missing], .chunk--unprinted')) {
      node.classList.remove('chunk--unprinted');
      delete node.dataset.missing;
    }
    byId('print-note')?.remove();
    if (held) byId('print').focus({ preventScroll: true });
    if (!this.#feed.printing) return;
    this.#feed.fold();
    this.#back();
    // Right after a print the page may still have the layout of the paper.
    requestAnimationFrame(() => requestAnimationFrame(() => this.#back()));
  }

  #remember() {
    const item = [...this.#list.querySelectorAll('.item')].find((each) => each.getBoundingClientRect().bottom > 0);
    this.#read = { id: item?.id ?? '', top: item?.getBoundingClientRect().top ?? 0 };
  }

  /** What was read is where it was. */
  #back() {
    const item = byId(this.#read.id);
    if (item) scrollBy(0, item.getBoundingClientRect().top - this.#read.top);
  }

  #tellWhatIsMissing() {
    const { gaps, total } = this.#feed;
    if (gaps.length === 0) return;
    let missing = 0;
    for (const { nodes, from, to } of gaps) {
      missing += to - from + 1;
      nodes[0].dataset.missing = from === to
        ? `Item ${number.format(from)} is not printed here.`
        : `Items ${number.format(from)} to ${number.format(to)} are not printed here.`;
      for (const node of nodes.slice(1)) node.classList.add('chunk--unprinted');
    }
    const note = `This is a part: ${number.format(total - missing)} of ${number.format(total)} items. The button Print on the page, and Ctrl+P, print all of them.`;
    this.#list.before(el('p', { class: 'reading__part', id: 'print-note' }, note));
  }
}
