// The conversation on the service's side: made, subscribed, caught up, and typed into.

import { caption, fromStored, fromTurnItem } from './items.js';

const ID = /[#&]thread=([0-9a-f-]{36})/i;

/** Feeds a Conversation from the notifications of its thread. Events: `change` (turn, id). */
export class Thread extends EventTarget {
  id = '';
  #rpc;
  #conversation;
  #turn = null;
  #roles = new Map();

  constructor({ rpc, conversation }) {
    super();
    this.#rpc = rpc;
    this.#conversation = conversation;
    this.id = ID.exec(location.hash)?.[1] ?? '';
    this.#listen();
  }

  /** What a typed question is at: '' when nothing runs. */
  get working() {
    if (!this.#turn) return '';
    return this.#turn.tools.size > 0 ? 'tool-running' : 'thinking';
  }

  #listen() {
    const mine = (method, listener) =>
      this.#rpc.on(method, (params) => {
        if (params.threadId === this.id && this.id !== '') listener(params);
      });
    mine('sidetone/item', ({ item }) => this.#conversation.addStored([fromStored(item)]));
    mine('sidetone/caption', (p) => this.#caption(p));
    mine('thread/realtime/item/started', ({ item }) => this.#segment(item, false));
    mine('thread/realtime/item/completed', ({ item }) => this.#segment(item, true));
    mine('thread/realtime/item/transcript/delta', (p) => this.#delta(p));
    mine('thread/realtime/closed', () => this.#conversation.dropUnfinished());
    mine('turn/started', ({ turn }) => this.#setTurn({ id: turn.id, tools: new Set() }));
    mine('turn/completed', ({ turn }) => this.#completed(turn));
    mine('item/started', ({ item }) => this.#turnItem(item, false));
    mine('item/completed', ({ item }) => this.#turnItem(item, true));
    mine('item/agentMessage/delta', ({ itemId, delta }) =>
      this.#conversation.grow({ ...fromTurnItem({ type: 'agentMessage', id: itemId, text: delta }, false) }));
  }

  /** Sound that turned out to be no words leaves nothing behind. */
  #caption({ itemId, text, final }) {
    if (text.trim() !== '') this.#conversation.addLive(caption(itemId, 'user', text, final === true));
    else if (final === true) this.#conversation.drop(itemId);
  }

  #segment(item, done) {
    if (item?.type !== 'transcriptSegment') return;
    this.#roles.set(item.id, item.role);
    if (item.text) this.#conversation.addLive(caption(item.id, item.role, item.text, done));
  }

  #delta({ itemId, delta }) {
    this.#conversation.grow(caption(itemId, this.#roles.get(itemId) ?? 'assistant', delta, false));
  }

  #turnItem(item, done) {
    const entry = fromTurnItem(item, done);
    if (!entry) return;
    if (entry.kind === 'tool' && this.#turn) {
      if (done) this.#turn.tools.delete(entry.id);
      else this.#turn.tools.add(entry.id);
      this.#changed();
    }
    // The empty shell of an answer that only begins would flash.
    if (entry.kind === 'tool' || entry.text !== '') this.#conversation.addLive(entry);
  }

  #completed(turn) {
    this.#setTurn(null);
    if (turn?.status === 'failed') {
      const message = turn.error?.message ?? 'The question could not be answered.';
      this.dispatchEvent(new CustomEvent('failed', { detail: { message } }));
    }
  }

  #setTurn(turn) {
    this.#turn = turn;
    this.#changed();
  }

  /** The thread's id, making a thread when there is none yet. */
  async ensure() {
    if (this.id) return this.id;
    const { thread } = await this.#rpc.request('thread/start', {});
    this.#adopt(thread.id);
    return this.id;
  }

  #adopt(id) {
    this.id = id;
    history.replaceState(null, '', id ? `#thread=${id}` : location.pathname + location.search);
    this.#changed();
  }

  /** Subscribes again and brings what was missed; what still grows is told anew. False when the service does not know it. */
  async catchUp() {
    if (!this.id) return false;
    this.#conversation.dropUnfinished();
    try {
      await this.#subscribe();
    } catch (error) {
      if (error.code === 0) throw error;
      this.#adopt('');
      return false;
    }
    await this.#fetchMissed();
    return true;
  }

  /** Errors, remarks and turns are not in the record: the service tells again what we did not hear. */
  #subscribe() {
    const after = this.#rpc.heardUpTo(this.id);
    if (after === 0) return this.#rpc.request('thread/resume', { threadId: this.id });
    return this.#rpc.request('sidetone/resume', { threadId: this.id, after });
  }

  async #fetchMissed() {
    for (;;) {
      const afterSeq = this.#conversation.lastSeq;
      const { items } = await this.#rpc.request('sidetone/items', { threadId: this.id, afterSeq });
      this.#conversation.addStored(items.map(fromStored));
      if (this.#conversation.lastSeq === afterSeq) return;
    }
  }

  /** A typed question without a call goes straight to the agent. */
  async ask(text) {
    const threadId = await this.ensure();
    const input = [{ type: 'text', text, text_elements: [] }];
    const { turn } = await this.#rpc.request('turn/start', { threadId, input });
    if (turn && turn.status === 'inProgress' && !this.#turn) {
      this.#setTurn({ id: turn.id, tools: new Set() });
    }
  }

  async interrupt() {
    if (!this.#turn) return;
    await this.#rpc.request('turn/interrupt', { threadId: this.id, turnId: this.#turn.id });
  }

  /** Leaves this conversation; the next question begins another one. */
  leave() {
    this.#turn = null;
    this.#conversation.clear();
    this.#adopt('');
  }

  /** After the connection was lost nobody knows what still runs. */
  forgetTurn() {
    this.#setTurn(null);
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}
