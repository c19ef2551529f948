// Whether the service can hear and speak, asked again while it prepares.

import { el } from './dom.js';
import { megabytes } from './words.js';

const POLL_MS = 1_500;
const RETRY_MS = 5_000;
const UNSETTLED = new Set(['preparing', 'unknown']);

/** Where the calls go to another provider, what this service can by itself stands in nobody's way. */
function asNeeded(status) {
  return status.needed === false ? { ...status, state: 'ready', webrtc: null } : status;
}

/** Events: `change`. Draws progress and remedies into `node`. */
export class Speech extends EventTarget {
  status = { state: 'unknown', webrtc: null };
  #node;
  #timer = 0;

  constructor(node) {
    super();
    this.#node = node;
  }

  get isReady() {
    return this.status.state === 'ready';
  }

  async check() {
    clearTimeout(this.#timer);
    try {
      const response = await fetch('/v1/speech');
      if (!response.ok) throw new Error(`status ${response.status}`);
      this.status = asNeeded(await response.json());
    } catch {
      this.status = { ...this.status, state: 'unknown' };
    }
    this.#draw();
    this.dispatchEvent(new Event('change'));
    if (this.status.state === 'preparing') this.#timer = setTimeout(() => this.check(), POLL_MS);
    if (this.status.state === 'unknown') this.#timer = setTimeout(() => this.check(), RETRY_MS);
  }

  /** Asks anew, and waits until speech is there or will not come by itself. */
  async settled() {
    await this.check();
    while (UNSETTLED.has(this.status.state)) {
      await new Promise((resolve) => this.addEventListener('change', resolve, { once: true }));
    }
  }

  async #download(button) {
    button.disabled = true;
    await fetch('/v1/speech/download', { method: 'POST' }).catch(() => {});
    await this.check();
  }

  #draw() {
    const { state } = this.status;
    this.#node.hidden = state === 'ready' || state === 'unknown';
    if (state === 'preparing') this.#drawProgress();
    if (state === 'unavailable') this.#drawRemedy();
  }

  #drawProgress() {
    const { message, doneBytes = 0, totalBytes = 0 } = this.status;
    const known = totalBytes > 0;
    const old = this.#node.querySelector('progress');
    const progress = old ?? el('progress', { 'aria-label': 'Speech models' });
    if (known) {
      progress.max = totalBytes;
      progress.value = doneBytes;
    } else {
      progress.removeAttribute('value');
    }
    const numbers = known ? `${megabytes(doneBytes)} of ${megabytes(totalBytes)}. ` : '';
    this.#node.replaceChildren(
      el('p', {}, message || 'Preparing speech.'),
      progress,
      el('p', { class: 'faint' }, `${numbers}You can type meanwhile.`),
    );
  }

  #drawRemedy() {
    const { message, remedy, offerDownload } = this.status;
    const notice = el(
      'div',
      { class: 'notice notice--warn' },
      el('strong', {}, message || 'There is no speech.'),
      ` ${remedy ?? ''} Typing works.`,
    );
    if (offerDownload) {
      const button = el('button', { type: 'button', class: 'button' }, 'Download the speech models');
      button.addEventListener('click', () => this.#download(button));
      notice.append(el('div', {}, button));
    }
    this.#node.replaceChildren(notice);
  }
}
