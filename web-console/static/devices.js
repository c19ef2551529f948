// Choosing microphone, loudspeaker, voice and way of talking; all of it is remembered.

import { byId, el, named, remembered, setText } from './dom.js';
import { STEPS } from './level.js';
import { Microphone } from './microphone.js';

const ARIA_EVERY_MS = 400;

/** Events: `mode` ({mode}), `speaker` ({deviceId}), `problem` ({problem}), `fine`. */
export class Devices extends EventTarget {
  #microphone;
  #cells;
  #ariaAt = 0;
  #checking = false;

  constructor(microphone) {
    super();
    this.#microphone = microphone;
    this.#cells = Array.from({ length: STEPS }, (_, i) => this.#cell(i));
    byId('meter').replaceChildren(...this.#cells);
    microphone.addEventListener('devices', () => this.list());
    microphone.addEventListener('level', ({ detail }) => this.#level(detail.steps));
    byId('microphone').addEventListener('change', (event) => this.#choose(event.target.value));
    byId('speaker').addEventListener('change', (event) => this.#chooseSpeaker(event.target.value));
    byId('check').addEventListener('click', () => this.check());
    byId('voice-name').addEventListener('change', (event) => remembered.set('voice', event.target.value));
    this.#restoreMode();
    this.list();
    this.note();
  }

  get mode() {
    return byId('mode-open').checked ? 'open' : 'hold';
  }

  set mode(mode) {
    byId(`mode-${mode}`).checked = true;
    remembered.set('mode', mode);
  }

  get voice() {
    return byId('voice-name').value;
  }

  get speaker() {
    return byId('speaker').value;
  }

  #restoreMode() {
    byId(`mode-${remembered.get('mode') === 'open' ? 'open' : 'hold'}`).checked = true;
    for (const mode of ['hold', 'open']) {
      byId(`mode-${mode}`).addEventListener('change', () => {
        remembered.set('mode', mode);
        this.#emit('mode', { mode });
      });
    }
  }

  #cell(index) {
    const cell = el('i');
    cell.style.setProperty('--step', String(index + 1));
    return cell;
  }

  #level(steps) {
    this.#cells.forEach((cell, i) => {
      cell.classList.toggle('lit', i < steps);
      cell.classList.toggle('hot', i >= STEPS - 2);
    });
    const now = performance.now();
    if (now - this.#ariaAt < ARIA_EVERY_MS) return;
    this.#ariaAt = now;
    byId('meter').setAttribute('aria-valuenow', String(steps));
    byId('meter').setAttribute('aria-valuetext', `${steps} of ${STEPS}`);
  }

  /** Opens the microphone to look at its level, or closes it again. */
  async check() {
    if (this.#checking) {
      this.stopCheck();
      this.#microphone.close();
      return;
    }
    try {
      await this.#microphone.open();
      this.#checking = true;
      setText(byId('check'), 'Stop');
      setText(byId('microphone-note'), 'Say something: the steps should move.');
      this.#emit('fine');
    } catch (problem) {
      this.#emit('problem', { problem });
    }
  }

  /** A call takes the open microphone over. */
  stopCheck() {
    this.#checking = false;
    setText(byId('check'), 'Check');
    this.note();
  }

  callRunning(running) {
    byId('check').hidden = running;
    if (running) this.stopCheck();
  }

  /** Says beforehand what the browser will ask, and why. */
  async note() {
    const permission = await Microphone.permission();
    const words = {
      denied: 'Blocked for this page. Allow the microphone in the site settings.',
      granted: 'Allowed. Your voice goes to this service only.',
    };
    const prompt = 'Your browser will ask for the microphone. Your voice goes to this service only.';
    if (!this.#checking) setText(byId('microphone-note'), words[permission] ?? prompt);
  }

  async list() {
    const inputs = await this.#microphone.list();
    options(byId('microphone'), inputs, this.#microphone.wanted, 'System default');
    const all = (await navigator.mediaDevices?.enumerateDevices?.()) ?? [];
    const outputs = all.filter(({ kind, deviceId }) => kind === 'audiooutput' && deviceId !== '');
    options(byId('speaker'), outputs, remembered.get('speaker', null) ?? named(outputs, 'speaker'), 'System default');
    byId('speaker-field').hidden = outputs.length < 2 || !('setSinkId' in HTMLMediaElement.prototype);
  }

  async #choose(deviceId) {
    try {
      await this.#microphone.choose(deviceId);
      this.#emit('fine');
    } catch (problem) {
      this.#emit('problem', { problem });
    }
  }

  #chooseSpeaker(deviceId) {
    remembered.set('speaker', deviceId);
    this.#emit('speaker', { deviceId });
  }

  /** Offers the provider's voices. */
  voices({ v2 = [], defaultV2 = '' } = {}) {
    const chosen = remembered.get('voice');
    const named = v2.map((name) => option(name, capital(name) + (name === defaultV2 ? ' (default)' : ''), name === chosen));
    byId('voice-name').replaceChildren(option('', 'Default', chosen === ''), ...named);
  }

  #emit(type, detail = {}) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

function options(select, devices, chosen, first) {
  const known = devices.filter(({ deviceId }) => deviceId !== 'default');
  const listed = known.map(({ deviceId, label }, i) =>
    option(deviceId, label || `${select.labels[0].textContent} ${i + 1}`, deviceId === chosen));
  const gone = chosen && !known.some(({ deviceId }) => deviceId === chosen);
  select.replaceChildren(option('', first, !chosen || gone), ...listed);
}

function option(value, label, selected) {
  return el('option', { value, selected }, label);
}

function capital(name) {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
