// The machine's monotonic clock in ms: the same in every process, so a stamp can be read in another one.
export const now = () => Number(process.hrtime.bigint()) / 1e6;

/** A text that says when it was made. */
export const stamp = () => `T=${now().toFixed(3)};`;

/** Ms since each stamp in a frame was made: several when deltas were joined. */
export function ages(frame) {
  const found = [];
  for (let at = frame.indexOf("T="); at >= 0; at = frame.indexOf("T=", at + 2)) {
    found.push(now() - parseFloat(frame.slice(at + 2, at + 24)));
  }
  return found;
}
