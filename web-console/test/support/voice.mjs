// Spoken questions by another speech engine than the product's, as a microphone would give them.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const RATE = 48_000;

/** PCM16 mono samples and rate of a WAV file. */
export function readWav(file) {
  const bytes = readFileSync(file);
  let at = 12;
  let rate = 0;
  while (at < bytes.length) {
    const id = bytes.toString('latin1', at, at + 4);
    const size = bytes.readUInt32LE(at + 4);
    if (id === 'fmt ') rate = bytes.readUInt32LE(at + 12);
    if (id === 'data') {
      const end = Math.min(at + 8 + size, bytes.length);
      const data = bytes.subarray(at + 8, end);
      return { rate, samples: Int16Array.from({ length: data.length >> 1 }, (_, i) => data.readInt16LE(2 * i)) };
    }
    at += 8 + size + (size % 2);
  }
  throw new Error(`${file} has no sound in it`);
}

function wav(samples, rate) {
  const bytes = Buffer.alloc(44 + 2 * samples.length);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(36 + 2 * samples.length, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(rate, 24);
  bytes.writeUInt32LE(2 * rate, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(2 * samples.length, 40);
  samples.forEach((sample, i) => bytes.writeInt16LE(Math.max(-32_768, Math.min(32_767, Math.round(sample))), 44 + 2 * i));
  return bytes;
}

/** Linear interpolation: enough for 16 kHz speech brought to 48 kHz. */
function resample({ samples, rate }, target) {
  const length = Math.floor((samples.length * target) / rate);
  return Float32Array.from({ length }, (_, i) => {
    const x = (i * rate) / target;
    const left = Math.floor(x);
    const right = Math.min(left + 1, samples.length - 1);
    return samples[left] + (samples[right] - samples[left]) * (x - left);
  });
}

/** A WAV file as PCM16 at 24 kHz, which is what goes over a realtime socket. */
export function pcm24(file) {
  const { rate, samples } = readWav(file);
  const step = rate / 24_000;
  const pcm = Int16Array.from({ length: Math.floor(samples.length / step) }, (_, i) => samples[Math.floor(i * step)]);
  return Buffer.from(pcm.buffer);
}

/**
 * A WAV file at 48 kHz: silence, the words by flite, silence. The silence before lets the call come
 * up first, as the file is read from the moment the microphone opens. Several sentences are parted
 * by `between` seconds.
 */
export function speak(words, { before = 4, between = 20, after = 30 } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'sidetone-voice-'));
  const spoken = [words].flat().map((sentence) => flite(sentence, folder));
  let length = RATE * before;
  const starts = spoken.map((speech, i) => {
    const start = length + (i > 0 ? RATE * between : 0);
    length = start + speech.length;
    return start;
  });
  const all = new Float32Array(length + RATE * after);
  // Not quite silent, as no room is.
  for (let i = 0; i < all.length; i++) all[i] = 6 * Math.sin(i * 0.7) * Math.sin(i * 0.013);
  spoken.forEach((speech, n) => {
    speech.forEach((sample, i) => {
      all[starts[n] + i] += sample * 0.8;
    });
  });
  const file = join(folder, 'microphone.wav');
  writeFileSync(file, wav(all, RATE));
  return file;
}

function flite(words, folder) {
  const raw = join(folder, 'raw.wav');
  execFileSync('flite', ['-voice', 'slt', '-t', words, '-o', raw]);
  return resample(readWav(raw), RATE);
}
