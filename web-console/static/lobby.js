// What the page knows before anybody speaks: the workspace, and questions to begin with.

import { byId, el, setText } from './dom.js';

const FIRST_POLL_MS = 800;
const LAST_POLL_MS = 10_000;

const ASKS = [
  'What does this project do?',
  'What changed recently?',
  'How do I build it?',
  'Where are the tests?',
];

/** Shows the workspace and keeps asking until its index is ready. Events: `ask` ({text}). */
export class Lobby extends EventTarget {
  #delay = FIRST_POLL_MS;
  workspace = null;

  constructor() {
    super();
    byId('asks').replaceChildren(...ASKS.map((text) => this.#ask(text)));
  }

  #ask(text) {
    const button = el('button', { type: 'button', class: 'ask' }, text);
    button.addEventListener('click', () => {
      this.dispatchEvent(new CustomEvent('ask', { detail: { text } }));
    });
    return el('li', {}, button);
  }

  async watch() {
    for (;;) {
      const busy = await this.#load();
      if (!busy) return;
      await new Promise((resolve) => setTimeout(resolve, this.#delay));
      this.#delay = Math.min(LAST_POLL_MS, this.#delay * 1.5);
    }
  }

  async #load() {
    try {
      const response = await fetch('/api/v1/workspace');
      if (!response.ok) throw new Error(`The service answered ${response.status}.`);
      this.workspace = await response.json();
    } catch {
      byId('workspace-facts').replaceChildren(el('span', { class: 'chip chip--warn' }, 'The workspace is not known yet'));
      return true;
    }
    this.#show(this.workspace);
    this.dispatchEvent(new Event('workspace'));
    return this.workspace.index?.state === 'indexing';
  }

  #show({ name, git, losses = [], index }) {
    setText(byId('workspace-name'), name);
    byId('where').replaceChildren(el('b', {}, name), git ? branch(git) : '');
    const facts = [git ? chip(`On ${git.branch || 'a detached head'}${git.head ? `, ${git.head.slice(0, 7)}` : ''}`) : null, indexChip(index)];
    const notes = losses.map((text) => el('p', { class: 'notice notice--warn' }, text));
    byId('workspace-facts').replaceChildren(...facts.filter(Boolean), ...notes);
  }
}

function branch(git) {
  return el('span', { class: 'chip' }, git.branch || git.head?.slice(0, 7) || 'detached');
}

function chip(text, kind = '') {
  return el('span', { class: `chip${kind}` }, text);
}

/** The index in words. */
export function indexWords(index) {
  if (!index) return '';
  const { state, filesDone = 0, filesTotal = 0, message } = index;
  if (state === 'ready') return `${(filesTotal || filesDone).toLocaleString('en')} files read`;
  if (state === 'failed') return message || 'The index failed.';
  return filesTotal > 0
    ? `Reading ${filesDone.toLocaleString('en')} of ${filesTotal.toLocaleString('en')} files`
    : 'Reading the files';
}

function indexChip(index) {
  if (!index) return null;
  const kind = { ready: ' chip--good', failed: ' chip--bad' }[index.state] ?? ' chip--warn';
  return chip(indexWords(index), kind);
}
