// The keyboard: hold Space to talk, one key for each control, and their list in the help.

import { byId, el } from './dom.js';
import { picture } from './orb.js';
import { STATES } from './words.js';

const HOLD_AFTER_MS = 500;

const LIST = [
  [['Space'], 'Hold to talk. With text in the box: after half a second.'],
  [['R'], 'Resume a parked call; so does Space'],
  [['Esc'], 'Interrupt the answer'],
  [['M'], 'Mute or open the microphone'],
  [['S'], 'Start talking'],
  [['E'], 'End the call'],
  [['O'], 'Open microphone or hold to talk'],
  [['/'], 'Go to the text box'],
  [['Enter'], 'Send; Shift with Enter makes a new line'],
  [['C'], 'Show the code panel'],
  [['I'], 'Show session and latency'],
  [['N'], 'New conversation'],
  [['?'], 'This help'],
];

/**
 * `actions`: press, release, interrupt, mute, start, end, resume, mode, code, session, fresh; each is
 * called only when its key is not text for a field.
 */
export class Keys {
  #actions;
  #text = byId('text');
  #timer = 0;
  #down = false;

  constructor(actions) {
    this.#actions = actions;
    this.#fillHelp();
    document.addEventListener('keydown', (event) => this.#pressed(event));
    document.addEventListener('keyup', (event) => this.#lifted(event));
    globalThis.addEventListener('blur', () => this.#letGo());
    byId('help-open').addEventListener('click', () => byId('help').showModal());
  }

  #pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.code === 'Space') this.#space(event);
    else if (event.key === 'Escape') this.#escape(event);
    else if (!typing(event.target) && !byId('help').open && !event.repeat) this.#letter(event);
  }

  #space(event) {
    if (byId('help').open || !this.#actions.canTalk()) return;
    if (this.#down) {
      event.preventDefault();
      return;
    }
    const inComposer = event.target === this.#text;
    if (!inComposer && usesSpace(event.target)) return;
    if (event.repeat) return;
    if (inComposer && this.#text.value !== '') {
      this.#waitForHold();
      return;
    }
    event.preventDefault();
    this.#begin();
  }

  /** In a text that is being written Space is a space, until it is held. */
  #waitForHold() {
    const before = { value: this.#text.value, at: this.#text.selectionStart };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#text.value = before.value;
      this.#text.setSelectionRange(before.at, before.at);
      this.#begin();
    }, HOLD_AFTER_MS);
  }

  #begin() {
    this.#down = true;
    this.#actions.press();
  }

  #lifted(event) {
    if (event.code === 'Space') this.#letGo(event);
  }

  #letGo(event) {
    clearTimeout(this.#timer);
    if (!this.#down) return;
    event?.preventDefault();
    this.#down = false;
    this.#actions.release();
  }

  #escape(event) {
    if (byId('help').open) return;
    if (this.#actions.closePanel()) event.preventDefault();
    else if (this.#actions.interrupt()) event.preventDefault();
  }

  #letter(event) {
    const action = {
      m: 'mute', s: 'start', e: 'end', r: 'resume', o: 'mode', c: 'code', i: 'session', n: 'fresh',
    }[event.key.toLowerCase()];
    if (event.key === '?') byId('help').showModal();
    else if (event.key === '/') this.#text.focus();
    else if (action) this.#actions[action]();
    else return;
    event.preventDefault();
  }

  #fillHelp() {
    byId('keys').replaceChildren(
      ...LIST.flatMap(([keys, words]) => [
        el('dt', {}, keys.map((key) => el('kbd', {}, key))),
        el('dd', {}, words),
      ]),
    );
    byId('legend').replaceChildren(
      ...Object.entries(STATES).map(([state, [word]]) => el('li', {}, picture(state), word)),
    );
  }
}

function typing(target) {
  return target.closest?.('input:not([type=radio]), textarea, select, [contenteditable]') !== null;
}

/** Controls that Space works itself; the log and other plain regions leave it for talking. */
function usesSpace(target) {
  return target.closest?.('button, select, input, summary, a, textarea') !== null
    && !target.closest('#talk');
}
