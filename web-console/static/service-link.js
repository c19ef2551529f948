// Whether the control connection to the service is there, and waiting for it.

/** Waits while the service is away, however long that takes. */
export class ServiceLink {
  #isBack = true;
  #waiting = [];

  constructor(rpc) {
    rpc.on('down', () => {
      this.#isBack = false;
    });
  }

  /** The connection is up again, and the conversation is subscribed. */
  back() {
    this.#isBack = true;
    for (const go of this.#waiting.splice(0)) go();
  }

  async untilBack() {
    while (!this.#isBack) await new Promise((resolve) => this.#waiting.push(resolve));
  }
}
