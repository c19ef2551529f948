// Plays queued speech and knows to the sample how much of each item was heard.

class Player extends AudioWorkletProcessor {
  constructor() {
    super();
    this.queue = [];
    this.offset = 0;
    this.played = new Map();
    this.busy = false;
    this.port.onmessage = ({ data }) => this.receive(data);
  }

  receive({ type, itemId, samples }) {
    if (type === 'push') this.queue.push({ itemId, samples });
    if (type === 'flush') this.flush();
  }

  flush() {
    const cut = this.queue[0]?.itemId ?? null;
    this.queue = [];
    this.offset = 0;
    const playedMs = cut === null ? 0 : Math.round(((this.played.get(cut) ?? 0) * 1000) / sampleRate);
    this.port.postMessage({ type: 'flushed', itemId: cut, playedMs });
    this.played.clear();
  }

  process(_, outputs) {
    const [out] = outputs[0];
    let at = 0;
    while (at < out.length && this.queue.length > 0) at = this.copy(out, at);
    const busy = at > 0;
    if (busy !== this.busy) this.port.postMessage({ type: busy ? 'started' : 'drained' });
    this.busy = busy;
    return true;
  }

  copy(out, at) {
    const { itemId, samples } = this.queue[0];
    const count = Math.min(out.length - at, samples.length - this.offset);
    out.set(samples.subarray(this.offset, this.offset + count), at);
    this.offset += count;
    this.played.set(itemId, (this.played.get(itemId) ?? 0) + count);
    if (this.offset === samples.length) {
      this.queue.shift();
      this.offset = 0;
    }
    return at + count;
  }
}

registerProcessor('sidetone-player', Player);
