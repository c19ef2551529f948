// Shows turns: the user's words large, below them what was looked up, what was said, the full answer.

import { codeLink } from './code-view.js';
import { el } from './dom.js';
import { gistOfArguments } from './items.js';
import { markdown } from './markdown.js';

const MARGIN = 28;
const SLACK = 120;

const PLUMBING = new Set(['background_agent', 'remain_silent']);

const TOOL_NAMES = {
  search_text: 'Searched the text',
  search_passages: 'Searched the passages',
  find_symbol: 'Looked for the name',
  find_references: 'Looked for its users',
  open_lines: 'Read',
  git_log: 'Read the history',
  git_diff: 'Compared the changes',
  git_status: 'Looked at the working tree',
  git_blame: 'Looked up who wrote it',
};

/** Keeps an `ol` in step with a conversation. `onCite(citation, button)` opens code. */
export class ConversationView {
  #list;
  #scroll;
  #toEnd;
  #onCite;
  #views = new Map();
  #conversation;
  #planned = false;

  constructor({ conversation, list, scroll, toEnd, onCite }) {
    this.#conversation = conversation;
    this.#list = list;
    this.#scroll = scroll;
    this.#toEnd = toEnd;
    this.#onCite = onCite;
    conversation.addEventListener('change', () => this.#plan());
    toEnd.addEventListener('click', () => this.scrollToEnd());
    scroll.addEventListener('scroll', () => this.#showToEnd(), { passive: true });
  }

  /** To the newest words; of a turn that is longer than the window its beginning. */
  scrollToEnd() {
    this.#scroll.scrollTop = Math.min(this.#bottom(), this.#topOfLast());
  }

  #bottom() {
    return this.#scroll.scrollHeight - this.#scroll.clientHeight;
  }

  #topOfLast() {
    const last = this.#list.lastElementChild;
    if (!last) return 0;
    return this.#scroll.scrollTop + last.getBoundingClientRect().top - this.#scroll.getBoundingClientRect().top - MARGIN;
  }

  /** Many changes of one moment are drawn once. */
  #plan() {
    if (this.#planned) return;
    this.#planned = true;
    queueMicrotask(() => {
      this.#planned = false;
      this.#draw();
    });
  }

  #draw() {
    const follow = this.#atEnd();
    const turns = this.#conversation.turns();
    const keys = new Set(turns.map(({ key }) => key));
    for (const [key, view] of this.#views) {
      if (keys.has(key)) continue;
      view.node.remove();
      this.#views.delete(key);
    }
    turns.forEach(({ key, entries }, index) => this.#drawTurn(key, entries, index));
    if (follow) this.scrollToEnd();
    this.#showToEnd();
  }

  #drawTurn(key, entries, index) {
    let view = this.#views.get(key);
    if (!view) {
      view = new TurnView(this.#onCite);
      this.#views.set(key, view);
    }
    if (this.#list.children[index] !== view.node) {
      this.#list.insertBefore(view.node, this.#list.children[index] ?? null);
    }
    view.show(entries);
  }

  /** Whether the newest turn is in sight, so that the page may move with it. */
  #atEnd() {
    return this.#scroll.scrollTop >= Math.min(this.#bottom(), this.#topOfLast()) - SLACK;
  }

  #showToEnd() {
    this.#toEnd.hidden = this.#atEnd();
  }
}

class TurnView {
  node = el('li', { class: 'turn' });
  #onCite;
  #nodes = new Map();

  constructor(onCite) {
    this.#onCite = onCite;
  }

  show(entries) {
    const parts = this.#parts(entries);
    const wanted = new Set(parts.map(({ key }) => key));
    for (const [key, { node }] of this.#nodes) {
      if (wanted.has(key)) continue;
      node.remove();
      this.#nodes.delete(key);
    }
    parts.forEach((part, index) => this.#place(part, index));
  }

  /** Unchanged parts keep their node, so that a screen reader hears only what is new. */
  #place({ key, signature, draw }, index) {
    let known = this.#nodes.get(key);
    if (known?.signature !== signature) {
      const node = draw();
      if (known) known.node.replaceWith(node);
      known = { node, signature };
      this.#nodes.set(key, known);
    }
    if (this.node.children[index] !== known.node) {
      this.node.insertBefore(known.node, this.node.children[index] ?? null);
    }
  }

  #parts(entries) {
    const of = (test) => entries.filter(test);
    // How the voice passes work on is in the stored record; here it would only repeat the question.
    const tools = of(({ kind, tool }) => kind === 'tool' && !PLUMBING.has(tool));
    const gists = of(({ role, kind }) => role === 'assistant' && (kind === 'speech' || kind === 'text'));
    const answers = of(({ role, kind }) => role === 'agent' && kind === 'text');
    const parts = of(({ role }) => role === 'user').map((entry) => part(entry, () => said(entry)));
    if (tools.length > 0) parts.push(joint('tools', tools, () => toolList(tools)));
    if (gists.length + answers.length > 0) {
      parts.push(joint('answer', [...gists, ...answers], () => this.#answer(gists, answers)));
    }
    const notes = of(({ kind }) => kind === 'note');
    return parts.concat(notes.map((entry) => part(entry, () => el('p', { class: 'note' }, entry.text))));
  }

  #answer(gists, answers) {
    const live = gists.some(({ final }) => !final);
    const spoken = gists.length > 0 || answers.length === 0;
    return el(
      'div',
      { class: 'answer', 'aria-live': live ? 'off' : null },
      el('p', { class: 'turn__meta' }, el('b', {}, 'Sidetone'), spoken ? 'said' : 'wrote'),
      gists.map(gist),
      answers.flatMap((entry) => this.#full(entry)),
    );
  }

  #full(entry) {
    const codeSpan = (text) => this.#citeFor(entry, text);
    const nodes = [el('div', { class: 'prose' }, markdown(entry.text, codeSpan))];
    if (entry.citations.length > 0) {
      const buttons = entry.citations.map((citation) => this.#cite(citation));
      nodes.push(el('div', { class: 'cites', role: 'group', 'aria-label': 'Where it stands' }, buttons));
    }
    return nodes;
  }

  /** A `path:line` in the answer's text opens like the citation that it names. */
  #citeFor(entry, text) {
    const match = /^(.+?):(\d+)(?:[-–](\d+))?$/.exec(text);
    if (!match) return null;
    const [, path, from, to] = match;
    const known = entry.citations.find((c) => c.path === path && c.startLine === Number(from));
    if (!known && !entry.citations.some((c) => c.path === path)) return null;
    const citation = known ?? { path, startLine: Number(from), endLine: Number(to ?? from), label: '' };
    const place = { path, start: citation.startLine, end: citation.endLine };
    const link = el('a', { class: 'cite-link', href: codeLink(place) }, el('code', {}, breakable(text)));
    link.addEventListener('click', (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      this.#onCite(citation, link);
    });
    return link;
  }

  #cite(citation) {
    const { path, startLine, label } = citation;
    const slash = path.lastIndexOf('/') + 1;
    const folder = path.slice(0, slash).replace(/\/$/, '');
    const place = `${path}:${startLine}`;
    const button = el(
      'button',
      { type: 'button', class: 'cite', title: place },
      el('span', { class: 'cite__place' }, `${path.slice(slash)}:${startLine}`),
      el('span', { class: 'cite__where' }, [label, folder].filter(Boolean).join(', ')),
    );
    button.addEventListener('click', () => this.#onCite(citation, button));
    return button;
  }
}

/** A long path may break after its slashes only. */
function breakable(path) {
  return path.split(/(?<=\/)/).flatMap((piece, i) => (i === 0 ? [piece] : [el('wbr'), piece]));
}

function sentence(name) {
  return name.charAt(0).toUpperCase() + name.slice(1).replaceAll('_', ' ');
}

function part(entry, draw) {
  return { key: entry.id, signature: signatureOf([entry]), draw };
}

function joint(key, entries, draw) {
  return { key, signature: signatureOf(entries), draw };
}

function signatureOf(entries) {
  return JSON.stringify(
    entries.map((e) => [e.id, e.kind, e.text, e.result, e.status, e.final, e.interrupted, e.spoken, e.citations]),
  );
}

function said(entry) {
  return el(
    'div',
    { class: 'turn__user', 'aria-live': entry.final ? null : 'off', 'data-item': entry.id },
    el('p', { class: 'turn__meta' }, el('b', {}, 'You'), entry.kind === 'speech' ? 'said' : 'typed'),
    el('p', { class: `said${entry.final ? '' : ' said--partial'}` }, entry.text),
  );
}

function gist(entry) {
  const cut = entry.interrupted ? ' gist--cut' : '';
  return el('p', { class: `gist${cut}`, 'data-item': entry.id }, entry.text);
}

function toolList(tools) {
  return el('div', { class: 'tools', 'aria-live': 'off' }, tools.map(tool));
}

function tool(entry) {
  const state = { inProgress: 'running', failed: 'failed' }[entry.status] ?? 'done';
  const name = TOOL_NAMES[entry.tool] ?? sentence(entry.tool);
  const gistText = gistOfArguments(entry.text);
  return el(
    'details',
    { class: `tool tool--${state}` },
    el('summary', {}, el('span', { class: 'tool__what' }, gistText ? `${name}: ${gistText}` : name)),
    entry.result ? el('pre', { tabindex: '0' }, entry.result) : el('p', { class: 'note' }, 'No result yet.'),
  );
}
