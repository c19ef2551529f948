// Turns what the microphone gives into 24 kHz mono PCM16, posted in frames of 40 ms.

const TARGET_RATE = 24_000;
const FRAME = 960;
const HALF_TAPS = 16;
const PHASES = 64;

/** Windowed-sinc kernels, one for each of PHASES positions between two samples. */
function kernels(cutoff) {
  return Array.from({ length: PHASES + 1 }, (_, phase) => {
    const kernel = new Float32Array(2 * HALF_TAPS);
    let sum = 0;
    for (let tap = 0; tap < kernel.length; tap++) {
      const x = tap - HALF_TAPS + 1 - phase / PHASES;
      const sinc = x === 0 ? cutoff : Math.sin(Math.PI * cutoff * x) / (Math.PI * x);
      kernel[tap] = sinc * (0.5 + 0.5 * Math.cos((Math.PI * x) / (HALF_TAPS + 1)));
      sum += kernel[tap];
    }
    return kernel.map((weight) => weight / sum);
  });
}

class Capture extends AudioWorkletProcessor {
  constructor() {
    super();
    this.step = sampleRate / TARGET_RATE;
    // Everything above 11 kHz goes, so that nothing folds back into the speech band.
    this.kernels = kernels(Math.min(1, (0.92 * TARGET_RATE) / sampleRate));
    this.history = new Float32Array(0);
    this.position = 0;
    this.frame = new Int16Array(FRAME);
    this.filled = 0;
  }

  process(inputs) {
    const channels = inputs[0];
    if (!channels?.length) return true;
    this.take(mono(channels));
    return true;
  }

  take(block) {
    const all = new Float32Array(this.history.length + block.length);
    all.set(this.history);
    all.set(block, this.history.length);
    while (Math.floor(this.position) + 2 * HALF_TAPS <= all.length) {
      this.put(this.interpolate(all));
      this.position += this.step;
    }
    const used = Math.floor(this.position);
    this.history = all.slice(used);
    this.position -= used;
  }

  interpolate(all) {
    const start = Math.floor(this.position);
    const kernel = this.kernels[Math.round((this.position - start) * PHASES)];
    let sum = 0;
    for (let tap = 0; tap < kernel.length; tap++) sum += all[start + tap] * kernel[tap];
    return sum;
  }

  put(sample) {
    this.frame[this.filled++] = Math.max(-0x8000, Math.min(0x7fff, Math.round(sample * 0x7fff)));
    if (this.filled < FRAME) return;
    const { buffer } = this.frame;
    this.port.postMessage(buffer, [buffer]);
    this.frame = new Int16Array(FRAME);
    this.filled = 0;
  }
}

function mono(channels) {
  if (channels.length === 1) return channels[0];
  const mixed = new Float32Array(channels[0].length);
  for (const channel of channels) {
    for (let i = 0; i < mixed.length; i++) mixed[i] += channel[i] / channels.length;
  }
  return mixed;
}

registerProcessor('sidetone-capture', Capture);
