// Loudness of a stream as twelve steps.

export const STEPS = 12;
const FLOOR_DB = -60;

/** Follows the loudness of one audio stream. `stop` when done. */
export class Level {
  #context;
  #source;
  #analyser;
  #block;

  constructor(context, stream) {
    this.#context = context;
    this.#source = context.createMediaStreamSource(stream);
    this.#analyser = new AnalyserNode(context, { fftSize: 1024, smoothingTimeConstant: 0 });
    this.#block = new Float32Array(this.#analyser.fftSize);
    this.#source.connect(this.#analyser);
  }

  /** Root mean square of the last 20 ms or so, 0 to 1. */
  rms() {
    if (this.#context.state !== 'running') return 0;
    this.#analyser.getFloatTimeDomainData(this.#block);
    return rmsOf(this.#block);
  }

  stop() {
    this.#source.disconnect();
  }
}

export function rmsOf(samples) {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return Math.sqrt(sum / samples.length);
}

/** 0 to 1 on the ear's scale: -60 dB is nothing, 0 dB is full. */
export function loudness(rms) {
  if (rms <= 0) return 0;
  return Math.max(0, Math.min(1, 1 - (20 * Math.log10(rms)) / FLOOR_DB));
}

/** How many of the twelve steps are lit. Speech at arm's length lights about eight. */
export function stepsOf(rms) {
  return Math.min(STEPS, Math.round(loudness(rms * 2) * STEPS));
}
