// Whether a call is recorded: asks once for each workspace, shows it while the call runs, lets the person change their mind.

import { byId, remembered, setText } from './dom.js';

/** Events: `change`. */
export class Recording extends EventTarget {
  #workspace;
  #threadId;
  #running = false;

  /** `workspace` and `threadId` say what they are now. */
  constructor({ rpc, call, workspace, threadId }) {
    super();
    this.#workspace = workspace;
    this.#threadId = threadId;
    rpc.on('sidetone/realtime/recording', (params) => {
      if (params.threadId === this.#threadId()) this.#told(params);
    });
    call.addEventListener('change', () => {
      if (!call.isActive && this.#running) this.#show(false);
    });
    byId('recording-choice').addEventListener('change', ({ target }) => this.#remember(target.checked ? 'yes' : 'no'));
    byId('consent').addEventListener('cancel', () => {
      byId('consent').returnValue = '';
    });
  }

  get offered() {
    return byId('main').dataset.recording === 'on';
  }

  get #key() {
    return `recording.${this.#workspace()}`;
  }

  get #choice() {
    return remembered.get(this.#key);
  }

  #remember(choice) {
    remembered.set(this.#key, choice);
    this.render();
  }

  render() {
    byId('recording-section').hidden = !this.offered;
    byId('recording-choice').checked = this.#choice === 'yes';
  }

  /** True or false as the person chose; null when they went back instead of choosing. */
  async consent() {
    if (!this.offered) return false;
    if (this.#choice === '') {
      const answer = await this.#ask();
      if (answer === '') return null;
      this.#remember(answer);
    }
    return this.#choice === 'yes';
  }

  #ask() {
    const dialog = byId('consent');
    dialog.returnValue = '';
    const answered = new Promise((resolve) => {
      dialog.addEventListener('close', () => resolve(dialog.returnValue), { once: true });
    });
    dialog.showModal();
    return answered;
  }

  #told({ recorded, message }) {
    this.#show(recorded, message);
  }

  #show(recorded, message = '') {
    this.#running = recorded;
    byId('recorded').hidden = !recorded;
    setText(byId('recorded'), recorded ? 'This call is recorded' : '');
    this.message = message;
    this.dispatchEvent(new Event('change'));
  }
}
