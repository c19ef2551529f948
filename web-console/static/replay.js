// Plays the recorded sound of a conversation's lines: a button at each, the key p, one player for all.

import { byId, el, remembered, setText, svg } from './dom.js';
import { behindPause, pauses } from './silence.js';

const list = byId('items');
const address = `/api/v1/conversations/${list.dataset.conversation}/audio`;
const SPEED = { min: 0.5, max: 3, step: 0.25 };

/** One line at a time, its speed, its pauses, and what comes after it. */
class Player extends EventTarget {
  #node = byId('player');
  #audio = new Audio();
  #order;
  #pauses = [];
  #asked = 0;
  item = '';

  constructor(order) {
    super();
    this.#order = order;
    this.#build();
    this.#audio.preservesPitch = true;
    this.#audio.addEventListener('timeupdate', () => this.#moved());
    for (const type of ['play', 'pause', 'loadedmetadata']) this.#audio.addEventListener(type, () => this.#render());
    this.#audio.addEventListener('ended', () => this.#ended());
  }

  #build() {
    this.toggle = el('button', { type: 'button', class: 'button', onclick: () => this.playOrPause() }, 'Play');
    this.seek = el('input', { type: 'range', class: 'player__seek', min: 0, max: 1, step: 0.01, value: 0, 'aria-label': 'Place in the line', oninput: ({ target }) => this.#to(Number(target.value)) });
    this.time = el('span', { class: 'player__time' });
    this.speed = el('input', { type: 'range', ...SPEED, value: this.#speedThen(), 'aria-label': 'Speed', oninput: () => this.#paced() });
    this.speedWord = el('output', {});
    this.skip = el('input', { type: 'checkbox', checked: remembered.get('replay.skip') === 'yes', onchange: ({ target }) => remembered.set('replay.skip', target.checked ? 'yes' : 'no') });
    this.onward = el('input', { type: 'checkbox', checked: remembered.get('replay.onward') === 'yes', onchange: ({ target }) => remembered.set('replay.onward', target.checked ? 'yes' : 'no') });
    this.word = el('p', { class: 'player__word', role: 'status' });
    this.#node.append(
      this.toggle,
      this.seek,
      this.time,
      el('label', { class: 'player__speed' }, 'Speed', this.speed, this.speedWord),
      el('label', {}, this.skip, 'Skip silence'),
      el('label', {}, this.onward, 'Go on with the next line'),
      el('button', { type: 'button', class: 'button button--quiet', onclick: () => this.close() }, 'Close'),
      this.word,
    );
    this.#paced();
  }

  #speedThen() {
    const speed = Number(remembered.get('replay.speed', '1'));
    return speed >= SPEED.min && speed <= SPEED.max ? speed : 1;
  }

  #paced() {
    const speed = Number(this.speed.value);
    this.#audio.defaultPlaybackRate = speed;
    this.#audio.playbackRate = speed;
    setText(this.speedWord, `${speed}×`);
    this.speed.setAttribute('aria-valuetext', `${speed} times`);
    remembered.set('replay.speed', String(speed));
  }

  get playing() {
    return this.item !== '' && !this.#audio.paused && !this.#audio.ended;
  }

  async play(item) {
    const mine = ++this.#asked;
    this.item = item;
    this.#node.hidden = false;
    setText(this.word, '');
    this.#audio.pause();
    this.#render();
    try {
      const sound = await bytes(item);
      if (mine !== this.#asked) return;
      this.#pauses = await silences(sound);
      if (mine !== this.#asked) return;
      if (this.#audio.src) URL.revokeObjectURL(this.#audio.src);
      this.#audio.src = URL.createObjectURL(new Blob([sound], { type: 'audio/ogg' }));
      this.#paced();
      await this.#audio.play();
    } catch (error) {
      if (mine === this.#asked && error.name !== 'AbortError') setText(this.word, `This line cannot be played: ${inWords(error)}`);
    }
    this.#render();
  }

  playOrPause() {
    if (this.playing) this.#audio.pause();
    else if (this.item) this.#audio.play().catch(() => this.play(this.item));
  }

  close() {
    this.#asked++;
    this.#audio.pause();
    this.#node.hidden = true;
    const { item } = this;
    this.item = '';
    this.#render();
    document.querySelector(`[data-item="${CSS.escape(item)}"] .item__play`)?.focus();
  }

  #to(time) {
    this.#audio.currentTime = time;
    this.#render();
  }

  #moved() {
    if (this.skip.checked && this.playing) {
      const time = behindPause(this.#pauses, this.#audio.currentTime);
      if (time > this.#audio.currentTime) this.#audio.currentTime = Math.min(time, this.#audio.duration || time);
    }
    this.#render();
  }

  #ended() {
    const order = this.#order();
    const next = order[order.indexOf(this.item) + 1];
    if (this.onward.checked && next) this.play(next);
    else this.#render();
  }

  #render() {
    const { currentTime, duration } = this.#audio;
    const whole = Number.isFinite(duration) ? duration : 0;
    setText(this.toggle, this.playing ? 'Pause' : 'Play');
    this.seek.max = String(whole);
    this.seek.value = String(currentTime);
    this.seek.setAttribute('aria-valuetext', `${currentTime.toFixed(1)} of ${whole.toFixed(1)} seconds`);
    setText(this.time, `${currentTime.toFixed(1)} of ${whole.toFixed(1)} s`);
    this.dispatchEvent(new Event('change'));
  }
}

async function bytes(item) {
  const response = await fetch(`${address}/${encodeURIComponent(item)}`);
  if (response.ok) return response.arrayBuffer();
  const problem = await response.json().catch(() => ({}));
  throw new Error(problem.detail ?? `The service answered ${response.status}.`);
}

async function silences(sound) {
  const context = new OfflineAudioContext(1, 1, 48_000);
  const decoded = await context.decodeAudioData(sound.slice(0));
  return pauses(decoded.getChannelData(0), decoded.sampleRate);
}

function inWords(error) {
  return ['EncodingError', 'NotSupportedError'].includes(error.name)
    ? 'this browser does not play Ogg with Opus. Safari does from 18.4 on; Chrome, Edge and Firefox do.'
    : error.message;
}

let order = [];
const player = new Player(() => order);

/** The items come and go while one scrolls: what is new gets its button, what plays its mark. */
function dress() {
  if (order.length === 0) return;
  for (const node of list.querySelectorAll('[data-item]')) {
    const { item } = node.dataset;
    if (!order.includes(item)) continue;
    const plays = player.item === item;
    node.classList.toggle('item--heard', plays);
    const button = node.querySelector('.item__play') ?? node.querySelector('.item__meta').appendChild(playButton());
    setText(button.lastChild, plays && player.playing ? 'Pause' : 'Play');
  }
}

function playButton() {
  return el('button', { type: 'button', class: 'item__play link', 'data-play': true }, svg('svg', { viewBox: '0 0 24 24', 'aria-hidden': 'true' }, svg('path', { d: 'M7 4v16l13-8z' })), el('span', {}, 'Play'));
}

function hear(item) {
  if (player.item === item) player.playOrPause();
  else player.play(item);
}

list.addEventListener('items:rendered', dress);
list.addEventListener('click', (event) => {
  const item = event.target.closest('[data-play]')?.closest('[data-item]');
  if (item) hear(item.dataset.item);
});
document.addEventListener('keydown', (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.target.closest('input, textarea, select, [contenteditable]')) return;
  const line = event.target.closest('[data-item]') ?? list.querySelector('.item:target');
  const enter = event.key === 'Enter' && event.target === line;
  if ((event.key !== 'p' && !enter) || !line || !order.includes(line.dataset.item)) return;
  event.preventDefault();
  hear(line.dataset.item);
});
player.addEventListener('change', dress);

async function begin() {
  const response = await fetch(address).catch(() => null);
  if (!response?.ok) return;
  ({ items: order } = await response.json());
  dress();
}

begin();
