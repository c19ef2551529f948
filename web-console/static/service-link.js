// Whether the control connection to the service is there, and waiting for it.

/** Waits while the service is away, however long that takes. */
export class ServiceLink {
  #rpc;
  #isBack = true;
  #waiting = [];

  constructor(rpc) {
    this.#rpc = rpc;
    rpc.on('down', () => {
      this.#isBack = false;
    });
  }

  /** The connection is up again, and the conversation is subscribed. */
  back() {
    this.#isBack = true;
    for (const go of this.#waiting.splice(0)) go();
  }

  /** False also while the service tells again what was missed: that may be long over. */
  get isBack() {
    return this.#isBack;
  }

  /** Ends the call of a thread and waits until the service says so, for a second at most. */
  async hangUp(threadId) {
    const closed = new Promise((resolve) => {
      const off = this.#rpc.on('thread/realtime/closed', () => {
        off();
        resolve();
      });
      setTimeout(resolve, 1_000);
    });
    await this.#rpc.request('thread/realtime/stop', { threadId }).catch(() => {});
    await closed;
  }

  async untilBack() {
    while (!this.#isBack) await new Promise((resolve) => this.#waiting.push(resolve));
  }
}
