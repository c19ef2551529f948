// Lines of a file with the cited ones marked; more lines above and below on demand.

import { el } from './dom.js';
import { highlight } from './highlight.js';

const BEFORE = 8;
const AFTER = 32;
const MORE = 60;

/** Shows code in `node`. One at a time: the last request wins. */
export class CodeView {
  #node;
  #standalone;
  #turn = 0;

  constructor(node, { standalone = false } = {}) {
    this.#node = node;
    this.#standalone = standalone;
  }

  /** Opens `path` with lines `startLine` to `endLine` marked and brought into view. */
  async open({ path, startLine, endLine, label = '' }) {
    const mark = { path, label, start: startLine, end: Math.max(startLine, endLine) };
    const window = { from: Math.max(1, mark.start - BEFORE), to: mark.end + AFTER };
    await this.#load(mark, window, () => this.#reveal());
  }

  async #load(mark, window, then) {
    const turn = ++this.#turn;
    this.#node.setAttribute('aria-busy', 'true');
    try {
      const code = await fetchCode(mark.path, window.from, window.to);
      if (turn !== this.#turn) return;
      this.#draw(mark, code);
      then();
    } catch (error) {
      if (turn === this.#turn) this.#node.replaceChildren(this.#failure(mark, error));
    } finally {
      if (turn === this.#turn) this.#node.removeAttribute('aria-busy');
    }
  }

  #draw(mark, code) {
    const last = code.firstLine + code.lines.length - 1;
    const window = { from: code.firstLine, to: last };
    const more = (label, next, keep) =>
      el('button', { type: 'button', class: 'code__more', onclick: () => this.#load(mark, next, keep) }, label);
    const above = window.from > 1
      ? more('Lines above', { ...window, from: Math.max(1, window.from - MORE) }, () => this.#focusCode())
      : null;
    const below = last < code.totalLines
      ? more('Lines below', { ...window, to: last + MORE }, () => this.#focusCode())
      : null;
    this.#node.replaceChildren(this.#head(mark, code), ...[above, table(mark, code), below].filter(Boolean));
  }

  #head(mark, code) {
    const lines = mark.start === mark.end ? `line ${mark.start}` : `lines ${mark.start} to ${mark.end}`;
    const slash = mark.path.lastIndexOf('/') + 1;
    const name = el(
      this.#standalone ? 'h1' : 'h2',
      { class: 'code__path' },
      el('span', { class: 'code__folder' }, mark.path.slice(0, slash)),
      el('span', { class: 'code__name' }, mark.path.slice(slash)),
    );
    const facts = `${lines} of ${code.totalLines}${mark.label ? `, ${mark.label}` : ''}`;
    const link = this.#standalone
      ? null
      : el('a', { href: codeLink(mark), target: '_blank', rel: 'noopener' }, 'Open alone');
    return el(
      'div',
      { class: 'code__head' },
      name,
      el('p', { class: 'code__facts' }, el('span', {}, facts), copyButton(`${mark.path}:${mark.start}`), link),
    );
  }

  #failure(mark, error) {
    return el(
      'div',
      { class: 'code__failure' },
      el('p', { class: 'notice notice--bad' }, el('strong', {}, `${mark.path} cannot be shown.`), error.message),
    );
  }

  #reveal() {
    const first = this.#node.querySelector('.line--marked');
    if (this.#standalone) first?.scrollIntoView({ block: 'center' });
    const scroller = this.#node;
    if (!first || this.#standalone) return;
    const head = this.#node.querySelector('.code__head').offsetHeight;
    scroller.scrollTop = Math.max(0, first.offsetTop - head - scroller.clientHeight / 6);
    scroller.scrollLeft = 0;
  }

  #focusCode() {
    this.#node.querySelector('.code__lines')?.focus({ preventScroll: true });
  }
}

/** The page of its own for a place in the code. */
export function codeLink({ path, start, end }) {
  return `/code?${new URLSearchParams({ path, start, end })}`;
}

async function fetchCode(path, start, end) {
  const query = new URLSearchParams({ path, start, end });
  const response = await fetch(`/api/v1/code?${query}`, { headers: { accept: 'application/json' } });
  if (response.ok) return response.json();
  const problem = await response.json().catch(() => ({}));
  throw new Error(
    problem.error?.message ?? problem.detail ?? `The service answered ${response.status}. Is the file still there?`,
  );
}

function table(mark, code) {
  const language = (code.language ?? '').toLowerCase();
  const state = { block: startsInBlock(code.lines) };
  const rows = code.lines.map((text, i) => row(mark, code.firstLine + i, highlight(text, language, state)));
  const label = `${mark.path}, lines ${code.firstLine} to ${code.firstLine + code.lines.length - 1}`;
  return el('div', { class: 'code__lines', tabindex: '0', role: 'region', 'aria-label': label }, el('ol', { class: 'bare' }, rows));
}

function row(mark, number, pieces) {
  const marked = number >= mark.start && number <= mark.end;
  const tokens = pieces.map(([name, text]) => (name ? el('span', { class: name }, text) : text));
  return el(
    'li',
    { class: `line${marked ? ' line--marked' : ''}`, 'data-line': number },
    el('span', { class: 'line__number', 'aria-hidden': true }, String(number)),
    marked && number === mark.start ? el('span', { class: 'visually-hidden' }, 'Marked: ') : null,
    el('code', {}, tokens.length > 0 ? tokens : '\u200b'),
  );
}

/** A window may begin inside a block comment: its first lines then start with a star or close one. */
function startsInBlock(lines) {
  const first = lines.find((line) => line.trim() !== '') ?? '';
  return /^\s*\*(?!\w)/.test(first);
}

function copyButton(text) {
  const button = el('button', { type: 'button', class: 'link' }, 'Copy place');
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = 'Copied';
    } catch {
      button.textContent = text;
    }
  });
  return button;
}
