// A parked call: while the agent works and nobody speaks, the service closes the provider's session.
// Over WebRTC only this page can bring the sound back, with a new offer; otherwise the service does.

const PARKED = new Set(['parked', 'ringing']);
const LOUD_STEPS = 4;
/** So many loud readings of the microphone in a row, and somebody speaks. */
const SPEECH_READINGS = 6;

export class Parking {
  #host;
  #parked = false;
  #fetching = false;
  #loud = 0;

  /**
   * `host`: needsOffer() whether the sound() goes by WebRTC, fetchSound() with a new offer, ask()
   * the service for it, lost() when it cannot be had in this call, trouble(message).
   */
  constructor(host) {
    this.#host = host;
  }

  get isParked() {
    return this.#parked;
  }

  ended() {
    this.#parked = false;
  }

  /** What the service says that the call does. */
  heard(state) {
    const before = this.#parked;
    this.#parked = PARKED.has(state);
    if (this.#fetching || !this.#host.needsOffer()) return;
    // The provider is gone: what is left of the connection to it would be reported as lost.
    if (this.#parked && !before) this.#host.sound().close();
    if (before && !this.#parked && !this.#host.sound().alive) this.#host.lost();
  }

  /** A reading of the open microphone. */
  listened(steps) {
    this.#loud = this.#parked && steps >= LOUD_STEPS ? this.#loud + 1 : 0;
    if (this.#loud === SPEECH_READINGS) this.resume();
  }

  /** There is something to say. */
  rang() {
    if (this.#parked && this.#host.needsOffer()) this.resume();
  }

  async resume() {
    if (!this.#parked) return;
    if (!this.#host.needsOffer()) {
      this.#host.ask();
      return;
    }
    if (this.#fetching) return;
    this.#fetching = true;
    try {
      await this.#host.fetchSound();
      this.#fetching = false;
    } catch (error) {
      this.#fetching = false;
      if (this.#parked) this.#host.trouble(error.message);
      else this.#host.lost();
    }
  }
}
