// The voice object: every state has its own shape, drawn once, shown by the state's name in CSS.
// Around it stands the microphone's level in twelve steps.

import { svg } from './dom.js';
import { STEPS } from './level.js';

const circle = (r, attributes = {}) => svg('circle', { cx: 120, cy: 120, r, ...attributes });
const path = (d, attributes = {}) => svg('path', { d, ...attributes });

const SHAPES = {
  disconnected: () => [circle(50, { class: 'line dashed' }), circle(7, { class: 'full' })],
  connecting: () => [
    path('M120 66a54 54 0 0 1 54 54', { class: 'line spin' }),
    path('M120 174a54 54 0 0 1-54-54', { class: 'line spin' }),
    circle(14, { class: 'full pulse' }),
  ],
  ready: () => [circle(56, { class: 'line thin' }), circle(40, { class: 'full' })],
  listening: () => [
    circle(24, { class: 'full' }),
    circle(42, { class: 'line wave wave--1' }),
    circle(60, { class: 'line wave wave--2' }),
  ],
  'hearing-you': () => [
    circle(62, { class: 'wash swell' }),
    path(
      'M120 70c30-3 52 18 51 48s-17 53-49 54-54-20-54-51 22-48 52-51z',
      { class: 'full swell swell--inner' },
    ),
  ],
  thinking: () => [
    circle(12, { class: 'full dot dot--1', cx: 120, cy: 84 }),
    circle(12, { class: 'full dot dot--2', cx: 152, cy: 138 }),
    circle(12, { class: 'full dot dot--3', cx: 88, cy: 138 }),
  ],
  speaking: () =>
    [40, 74, 104, 74, 40].map((height, i) =>
      svg('rect', {
        class: `full bar bar--${i + 1}`,
        x: 62 + 26 * i,
        y: 120 - height / 2,
        width: 12,
        height,
        rx: 6,
      }),
    ),
  'tool-running': () => [
    circle(34, { class: 'line', cx: 110, cy: 110 }),
    path('M136 136l28 28', { class: 'line' }),
    path('M104 100l-10 10 10 10M116 100l10 10-10 10', { class: 'line thin scan' }),
  ],
  muted: () => [
    path('M106 100v-12a14 14 0 0 1 28 0v26a14 14 0 0 1-3 8.600', { class: 'line' }),
    path('M86 114a34 34 0 0 0 51 29.500M154 114a34 34 0 0 1-4 16M120 148v22', { class: 'line' }),
    path('M74 74l92 92', { class: 'line' }),
  ],
  reconnecting: () => [
    path('M168 98a54 54 0 0 0-96 4M72 78v24h24', { class: 'line spin-slow' }),
    path('M72 142a54 54 0 0 0 96-4M168 162v-24h-24', { class: 'line spin-slow' }),
  ],
  parked: () => [
    circle(54, { class: 'line thin' }),
    path('M104 94v52M136 94v52', { class: 'line' }),
  ],
  ringing: () => [
    circle(16, { class: 'full pulse' }),
    path('M84 156a51 51 0 0 1 0-72M156 84a51 51 0 0 1 0 72', { class: 'line wave wave--1' }),
    path('M64 176a79 79 0 0 1 0-112M176 64a79 79 0 0 1 0 112', { class: 'line thin wave wave--2' }),
  ],
  error: () => [
    path('M120 68l58 100H62z', { class: 'line join' }),
    path('M120 102v30', { class: 'line' }),
    circle(5, { class: 'full', cy: 150 }),
  ],
};

/** A small picture of one state, for the legend. */
export function picture(state) {
  const shape = svg('g', { class: 'shape shape--shown' }, SHAPES[state]());
  return svg('svg', { viewBox: '40 40 160 160', class: 'orb-picture', 'data-state': state, 'aria-hidden': 'true' }, shape);
}

/** Draws into an svg element. */
export class Orb {
  #node;
  #ticks;
  #steps = -1;

  constructor(node) {
    this.#node = node;
    const shapes = Object.entries(SHAPES).map(([state, draw]) =>
      svg('g', { class: `shape shape--${state}` }, draw()),
    );
    this.#ticks = Array.from({ length: STEPS }, (_, i) => svg('path', { class: 'tick', d: arc(i) }));
    node.append(svg('g', { class: 'dial' }, this.#ticks), ...shapes);
  }

  set state(state) {
    this.#node.dataset.state = state;
  }

  /** Lit steps of the microphone's level. */
  set steps(steps) {
    if (steps === this.#steps) return;
    this.#steps = steps;
    this.#ticks.forEach((tick, i) => tick.classList.toggle('lit', i < steps));
    this.#node.style.setProperty('--in', (steps / STEPS).toFixed(2));
  }

  /** Loudness of what is spoken, 0 to 1. */
  set output(level) {
    this.#node.style.setProperty('--out', level.toFixed(2));
  }
}

function arc(index) {
  const [from, to] = [index * 30 + 5, index * 30 + 25].map((deg) => ((deg - 90) * Math.PI) / 180);
  const at = (angle) => `${(120 + 106 * Math.cos(angle)).toFixed(1)} ${(120 + 106 * Math.sin(angle)).toFixed(1)}`;
  return `M${at(from)}A106 106 0 0 1 ${at(to)}`;
}
