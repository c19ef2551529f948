// Finds the pauses in recorded speech, to be passed over.

const WINDOW_S = 0.02;
const QUIET_RMS = 0.006;
const SHORTEST_S = 0.35;
/** Left of every pause, on both sides, so that words do not run into each other. */
const LEFT_S = 0.1;

/** The pauses of decoded sound as [from, to] in seconds. */
export function pauses(samples, rate) {
  const size = Math.max(1, Math.round(WINDOW_S * rate));
  const found = [];
  let begun = -1;
  const close = (end) => {
    if (begun >= 0 && end - begun >= SHORTEST_S) found.push([begun + LEFT_S, end - LEFT_S]);
    begun = -1;
  };
  for (let at = 0; at < samples.length; at += size) {
    const time = at / rate;
    if (rms(samples, at, Math.min(samples.length, at + size)) >= QUIET_RMS) close(time);
    else if (begun < 0) begun = time;
  }
  close(samples.length / rate);
  return found;
}

function rms(samples, from, to) {
  let sum = 0;
  for (let i = from; i < to; i++) sum += samples[i] * samples[i];
  return Math.sqrt(sum / Math.max(1, to - from));
}

/** Where to go on from here: behind the pause that it is in, or where it is. */
export function behindPause(found, time) {
  const pause = found.find(([from, to]) => time >= from && time < to);
  return pause ? pause[1] : time;
}
