// What was said and done, in order, grouped into turns: a turn begins with the user's words.

/** Events: `change`. */
export class Conversation extends EventTarget {
  #entries = new Map();
  #lastSeq = 0;
  #order = 0;

  get isEmpty() {
    return this.#entries.size === 0;
  }

  /** The highest position in the journal that was seen: from there one catches up. */
  get lastSeq() {
    return this.#lastSeq;
  }

  clear() {
    this.#entries.clear();
    this.#lastSeq = 0;
    this.#changed();
  }

  /** Stored items win over what was shown live. */
  addStored(entries) {
    for (const entry of entries) {
      this.#lastSeq = Math.max(this.#lastSeq, entry.seq);
      this.#forgetTwin(entry);
      this.#put(entry);
    }
    this.#changed();
  }

  /** Something that happens now. Stored words are not replaced by live ones. */
  addLive(entry) {
    const known = this.#entries.get(entry.id);
    if (known?.seq > 0 && entry.kind !== 'tool') {
      if (!entry.spoken || known.spoken) return;
      this.#put({ ...known, spoken: entry.spoken });
    } else {
      this.#put(entry);
    }
    this.#changed();
  }

  /** More words of a caption that grows. */
  grow(entry) {
    const known = this.#entries.get(entry.id);
    if (known?.final) return;
    this.addLive({ ...entry, text: (known?.text ?? '') + entry.text });
  }

  /** Takes away what was shown live and is nothing. */
  drop(id) {
    if (this.#entries.get(id)?.seq === 0) this.#entries.delete(id);
    this.#changed();
  }

  /** Takes away captions that nobody finished, when a call ends. */
  dropUnfinished() {
    for (const [id, entry] of this.#entries) {
      if (!entry.final && entry.kind === 'speech') this.#entries.delete(id);
    }
    this.#changed();
  }

  /** Turns, oldest first: {key, entries}. */
  turns() {
    const sorted = [...this.#entries.values()].sort((a, b) => a.at - b.at || a.order - b.order);
    const turns = [];
    for (const entry of sorted) {
      if (entry.role === 'user' || turns.length === 0) turns.push({ key: entry.id, entries: [] });
      turns.at(-1).entries.push(entry);
    }
    return turns;
  }

  #put(entry) {
    const known = this.#entries.get(entry.id);
    const merged = known?.kind === 'tool' ? mergeTool(known, entry) : { ...known, ...entry };
    merged.spoken = entry.spoken || known?.spoken || '';
    merged.order = known?.order ?? ++this.#order;
    merged.seq = Math.max(known?.seq ?? 0, entry.seq);
    merged.at = entry.at || known?.at || this.#latest();
    this.#entries.set(entry.id, merged);
  }

  #latest() {
    let latest = 0;
    for (const { at } of this.#entries.values()) latest = Math.max(latest, at);
    return latest;
  }

  /** The same words shown live under another id. */
  #forgetTwin(entry) {
    if (this.#entries.has(entry.id) || entry.kind === 'tool') return;
    for (const [id, other] of this.#entries) {
      const same = other.seq === 0 && other.role === entry.role && other.kind === entry.kind;
      if (same && other.text.trim() === entry.text.trim()) {
        this.#entries.delete(id);
        entry.spoken = entry.spoken || other.spoken;
        return;
      }
    }
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}

function mergeTool(known, entry) {
  const done = known.status !== 'inProgress' ? known.status : entry.status;
  return {
    ...known,
    text: entry.text || known.text,
    result: entry.result || known.result,
    tool: entry.tool || known.tool,
    status: entry.result || entry.part === 'output' ? entry.status : done,
    at: known.at || entry.at,
  };
}
