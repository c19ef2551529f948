// The machine's monotonic clock in ms: the same in every process, so a stamp can be read in another one.
export const now = () => Number(process.hrtime.bigint()) / 1e6;

/** A text that says when it was made. */
export const stamp = () => `T=${now().toFixed(3)};`;

/** Ms since the stamp in a frame was made; NaN when there is none. */
export function age(frame) {
  const at = frame.indexOf("T=");
  return at < 0 ? NaN : now() - parseFloat(frame.slice(at + 2, at + 24));
}
