// Holds only those items of a long conversation in the page that are near what is seen of it.
// Parts of it ("chunks") come from the service as it renders them; what is far away is an empty box of the same height.

const NEAR = '1500px 0px';
const GUESS_PX = 90;
const BEGIN = '<article ';

/** Tells the list `items:rendered` (bubbling) whenever items came into it or changed. */
export class Feed {
  #list;
  #chunks = [];
  #seen;
  #near = new Set();
  #loading = 0;

  /** `list` has the first chunk in it, and says how many items there are. */
  constructor(list) {
    this.#list = list;
    this.size = Number(list.dataset.size);
    this.total = Number(list.dataset.total);
    this.address = `/conversations/${list.dataset.conversation}/items`;
    this.#seen = new IntersectionObserver((entries) => this.#moved(entries), { rootMargin: NEAR });
    this.#adopt(list.querySelector('.chunk'));
  }

  /** All that is in the page at the start stays, when it is everything. */
  get whole() {
    return this.#list.dataset.whole === 'true' && this.total > this.size;
  }

  #adopt(first) {
    const from = Number(first.dataset.from);
    const [step, start] = this.whole ? [this.total, 0] : [this.size, Math.floor((from - 1) / this.size)];
    const off = this.whole ? 0 : (from - 1) % this.size;
    const before = first.getBoundingClientRect().top;
    for (let i = 0; i < Math.max(1, Math.ceil(this.total / step)); i++) {
      const mine = i === start && off === 0;
      this.#add(mine ? first : emptyNode(), i * step + 1, mine ? 'shown' : 'empty');
    }
    const nodes = this.#chunks.map(({ node }) => node);
    const here = nodes.indexOf(first);
    // Where it is, so that it stays what the address points at.
    first.before(...nodes.slice(0, Math.max(0, here)));
    first.after(...nodes.slice(here + 1));
    if (here < 0) first.remove();
    else if (here > 0) scrollBy(0, first.getBoundingClientRect().top - before);
    this.#tell();
  }

  #add(node, from, state) {
    const chunk = { node, from, state, loaded: null };
    node.chunk = chunk;
    if (state === 'empty') this.#reserve(chunk);
    this.#chunks.push(chunk);
    this.#seen.observe(node);
    return chunk;
  }

  #reserve(chunk) {
    const count = Math.min(this.whole ? this.total : this.size, this.total - chunk.from + 1);
    chunk.node.style.height = `${Math.max(1, count) * this.#average()}px`;
  }

  #average() {
    const items = this.#list.querySelectorAll('.item');
    const shown = this.#chunks.filter(({ state }) => state === 'shown');
    const height = shown.reduce((sum, { node }) => sum + node.offsetHeight, 0);
    return items.length > 0 && height > 0 ? height / items.length : GUESS_PX;
  }

  #moved(entries) {
    for (const { target, isIntersecting } of entries) {
      const { chunk } = target;
      if (isIntersecting) {
        this.#near.add(chunk);
        this.#show(chunk).catch(() => this.#retry(chunk));
      } else {
        this.#near.delete(chunk);
        this.#empty(chunk);
      }
    }
  }

  #retry(chunk) {
    setTimeout(() => this.#near.has(chunk) && this.#show(chunk).catch(() => this.#retry(chunk)), 2000);
  }

  /** What somebody is busy with stays. */
  #empty(chunk) {
    if (chunk.state !== 'shown' || this.whole || this.printing) return;
    const selection = getSelection();
    const marked = selection.rangeCount > 0 && !selection.isCollapsed && selection.getRangeAt(0).intersectsNode(chunk.node);
    if (marked || chunk.node.contains(document.activeElement)) return;
    chunk.node.style.height = `${chunk.node.offsetHeight}px`;
    chunk.node.replaceChildren();
    chunk.state = 'empty';
  }

  #show(chunk) {
    if (chunk.state === 'shown') return Promise.resolve();
    chunk.loaded ??= this.#load(chunk).finally(() => {
      chunk.loaded = null;
    });
    return chunk.loaded;
  }

  async #load(chunk) {
    this.#busy(1);
    try {
      this.#fill(chunk, await this.fetch(`from=${chunk.from}`));
    } finally {
      this.#busy(-1);
    }
  }

  #busy(step) {
    this.#loading += step;
    this.#list.setAttribute('aria-busy', String(this.#loading > 0));
  }

  /** A chunk as the service has it now; undefined when it is still as `tag` says. */
  async fetch(query, tag = '') {
    const headers = tag ? { 'If-None-Match': tag } : {};
    const response = await fetch(`${this.address}?${query}`, { headers, cache: 'no-store' });
    if (response.status === 304) return undefined;
    if (!response.ok) throw new Error(`The service answered ${response.status}.`);
    const part = parse(await response.text());
    part.tag = response.headers.get('ETag');
    return part;
  }

  #fill(chunk, part) {
    const { node } = chunk;
    const above = node.getBoundingClientRect().bottom <= 0;
    const before = node.offsetHeight;
    this.#reconcile(node, part);
    node.style.height = '';
    chunk.state = 'shown';
    if (above && !CSS.supports('overflow-anchor', 'auto')) scrollBy(0, node.offsetHeight - before);
    this.grow(Number(part.dataset.total));
    this.#tell();
  }

  /** Keeps the nodes of items that did not change: they may be open, marked or in focus. */
  #reconcile(node, part) {
    const known = new Map([...node.querySelectorAll('.item')].map((item) => [item.id, item]));
    const items = [...part.querySelectorAll('.item')].map((item) => {
      const mine = known.get(item.id);
      return mine?.dataset.version === item.dataset.version ? placed(mine, item) : document.importNode(item, true);
    });
    const same = items.length === known.size && items.every((item) => item.parentNode === node);
    if (!same) node.replaceChildren(...items);
  }

  /** There are more now. */
  grow(total) {
    if (total <= this.total) return;
    this.total = total;
    this.#list.dataset.total = total;
    if (this.whole) return;
    while (this.#chunks.length * this.size < total) {
      const chunk = this.#add(emptyNode(), this.#chunks.length * this.size + 1, 'empty');
      this.#list.append(chunk.node);
    }
  }

  /** Brings all chunks that are shown up to date. */
  async refresh() {
    const shown = this.#chunks.filter(({ state }) => state === 'shown');
    const parts = await Promise.all(shown.map((chunk) => this.fetch(this.whole ? 'all=true' : `from=${chunk.from}`)));
    shown.forEach((chunk, i) => this.#fill(chunk, parts[i]));
  }

  /** The query for the last chunk. */
  get tail() {
    return `from=${this.#chunks.at(-1).from}`;
  }

  /** The item at a place, from 1. */
  async place(place) {
    const chunk = this.#chunks[this.whole ? 0 : Math.floor((place - 1) / this.size)];
    if (!chunk) return null;
    await this.#show(chunk);
    return this.#list.querySelector(`.item[aria-posinset="${place}"]`);
  }

  /** The item with this position in the journal; null when there is none. */
  async item(seq) {
    const here = document.getElementById(`item-${seq}`);
    if (here) return here;
    const part = await this.fetch(`at=${seq}`);
    if (Number(part.dataset.seq) !== Number(seq)) return null;
    this.grow(Number(part.dataset.total));
    const chunk = this.#chunks.find(({ from }) => from === Number(part.dataset.from));
    this.#fill(chunk, part);
    return document.getElementById(`item-${seq}`);
  }

  /** Brings everything into the page, telling `told` how many items have come. */
  async unfold(told, signal) {
    if (this.complete) return;
    const part = parse(await this.#everything(told, signal));
    const count = part?.querySelectorAll('.item').length ?? 0;
    if (count === 0 || count < Number(part.dataset.total)) throw new Error('The answer ended too early.');
    this.printing = this.#chunks.map(({ node }) => node);
    this.#list.replaceChildren(document.importNode(part, true));
    this.#tell();
  }

  async #everything(told, signal) {
    const response = await fetch(`${this.address}?all=true`, { signal, cache: 'no-store' });
    if (!response.ok) throw new Error(`The service answered ${response.status}.`);
    let text = '';
    let looked = 0;
    let count = 0;
    for await (const piece of pieces(response.body)) {
      text += piece;
      for (let at = text.indexOf(BEGIN, looked); at >= 0; at = text.indexOf(BEGIN, looked)) {
        looked = at + BEGIN.length;
        count++;
      }
      told(count);
    }
    return text;
  }

  /** Everything is in the page. */
  get complete() {
    return this.whole || Boolean(this.printing) || this.#chunks.every(({ state }) => state === 'shown');
  }

  /** What is not in the page: neighbouring nodes, and the places of the items that they stand for. */
  get gaps() {
    const gaps = [];
    if (this.complete) return gaps;
    this.#chunks.forEach((chunk, i) => {
      if (chunk.state === 'shown') return;
      const last = gaps.at(-1);
      const to = Math.min(chunk.from + this.size - 1, this.total);
      if (last && this.#chunks[i - 1].state !== 'shown') {
        last.nodes.push(chunk.node);
        last.to = to;
      } else gaps.push({ nodes: [chunk.node], from: chunk.from, to });
    });
    return gaps;
  }

  /** Takes it out again. */
  fold() {
    if (!this.printing) return;
    this.#list.replaceChildren(...this.printing);
    this.printing = undefined;
    this.#tell();
  }

  #tell() {
    this.#list.dispatchEvent(new CustomEvent('items:rendered', { bubbles: true }));
  }
}

/** The text of a stream, as it comes. */
async function* pieces(stream) {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value;
}

function emptyNode() {
  const node = document.createElement('div');
  node.className = 'chunk';
  node.setAttribute('role', 'presentation');
  return node;
}

function placed(mine, { attributes }) {
  for (const name of ['aria-posinset', 'aria-setsize']) mine.setAttribute(name, attributes[name].value);
  return mine;
}

function parse(html) {
  return new DOMParser().parseFromString(html, 'text/html').querySelector('.chunk');
}
