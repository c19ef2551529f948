// The controls: starting and ending a call, holding to talk, muting, interrupting, typing.

import { byId, setText } from './dom.js';
import { keepAwake } from './wake-lock.js';
import { MicrophoneProblem } from './words.js';

const IN_CALL = 'sidetone.inCall';
const INTERRUPTIBLE = new Set(['thinking', 'tool-running', 'speaking', 'parked']);

/** Events: `change`. */
export class Talk extends EventTarget {
  hasFailed = false;
  #call;
  #thread;
  #microphone;
  #devices;
  #speech;
  #notices;
  #recording;
  #state = 'disconnected';
  #resumable = '';

  constructor({ call, thread, microphone, devices, speech, notices, recording }) {
    super();
    this.#call = call;
    this.#thread = thread;
    this.#microphone = microphone;
    this.#devices = devices;
    this.#speech = speech;
    this.#notices = notices;
    this.#recording = recording;
    this.#resumable = recall() === thread.id ? thread.id : '';
    this.#bindButtons();
    this.#bindTalkButton();
    this.#bindComposer();
    this.#bindCall();
  }

  #bindButtons() {
    byId('start').addEventListener('click', () => this.start());
    byId('mute').addEventListener('click', () => this.#mute());
    byId('interrupt').addEventListener('click', () => this.#interrupt());
    byId('end').addEventListener('click', () => this.#end());
    byId('resume').addEventListener('click', () => this.#call.resume());
    this.#devices.addEventListener('mode', ({ detail }) => this.#call.setMode(detail.mode));
    this.#devices.addEventListener('speaker', ({ detail }) => this.#call.useSpeaker(detail.deviceId));
  }

  /** Held with a finger or the mouse; for assistive technology a click toggles. */
  #bindTalkButton() {
    const button = byId('talk');
    button.addEventListener('pointerdown', (event) => {
      if (event.button !== 0 || this.#call.mode === 'open') return;
      button.setPointerCapture(event.pointerId);
      this.#call.press();
    });
    for (const type of ['pointerup', 'pointercancel']) {
      button.addEventListener(type, () => this.#call.release());
    }
    button.addEventListener('contextmenu', (event) => event.preventDefault());
    button.addEventListener('click', (event) => {
      if (this.#call.mode === 'open') this.#switchMode('hold');
      else if (event.detail === 0) this.#toggleHold();
    });
  }

  #toggleHold() {
    if (this.#call.isHeld) this.#call.release();
    else this.#call.press();
  }

  #bindComposer() {
    const text = byId('text');
    byId('composer').addEventListener('submit', (event) => {
      event.preventDefault();
      this.send(text.value);
    });
    text.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.send(text.value);
    });
  }

  #bindCall() {
    const call = this.#call;
    call.addEventListener('fallback', ({ detail }) => this.#notices.show('path', {
      kind: 'warn',
      title: 'Audio goes over WebSocket.',
      text: `WebRTC did not come about: ${detail.reason}`,
    }));
    call.addEventListener('trouble', ({ detail }) => this.#notices.show('call', {
      kind: 'warn',
      title: 'The call had a problem.',
      text: `${detail.message} It goes on; ask again if the answer is missing.`,
    }));
    call.addEventListener('failed', ({ detail }) => this.#failed(detail.message));
    call.addEventListener('ended', () => {
      remember('');
      keepAwake(false);
    });
    this.#thread.addEventListener('failed', ({ detail }) => this.#notices.show('turn', {
      title: 'The question was not answered.',
      text: `${detail.message} Ask again, or in other words.`,
    }));
  }

  /** Whether the page was reloaded in a call of this conversation. */
  get canResume() {
    return this.#resumable !== '' && !this.#call.isActive && this.#resumable === this.#thread.id;
  }

  /** What keys do. */
  actions() {
    return {
      canTalk: () => this.#call.isRunning,
      press: () => this.#call.press(),
      release: () => this.#call.release(),
      interrupt: () => this.#interrupt(),
      mute: () => this.#call.isRunning && this.#mute(),
      start: () => !this.#call.isActive && this.start(),
      end: () => this.#end(),
      resume: () => this.#call.resume(),
      mode: () => this.#switchMode(this.#devices.mode === 'open' ? 'hold' : 'open'),
      fresh: () => this.fresh(),
    };
  }

  async start() {
    if (this.#call.isActive || byId('start').getAttribute('aria-disabled') === 'true') return;
    this.hasFailed = false;
    for (const key of ['call', 'microphone', 'path', 'turn']) this.#notices.clear(key);
    this.#devices.stopCheck();
    const recordingConsent = await this.#recording.consent();
    if (recordingConsent === null || this.#call.isActive) return;
    try {
      const threadId = await this.#thread.ensure();
      await this.#call.start({
        threadId,
        path: byId('transport').querySelector('input:checked').value,
        voice: this.#devices.voice,
        recordingConsent,
        mode: this.#devices.mode,
        webrtc: this.#speech.status.webrtc,
        speechSettled: () => this.#speech.settled(),
      });
      this.#started(threadId);
    } catch (error) {
      this.explain(error);
    }
  }

  #started(threadId) {
    this.#resumable = '';
    remember(threadId);
    keepAwake(true);
    if (this.#devices.speaker) this.#call.useSpeaker(this.#devices.speaker);
    this.foldDevices();
    document.activeElement?.blur?.();
  }

  async #end() {
    if (!this.#call.isActive) return;
    await this.#call.stop();
    byId('text').focus({ preventScroll: true });
  }

  #mute() {
    if (this.#call.mode === 'hold') this.#switchMode('open');
    else this.#call.setMuted(!this.#call.isMuted);
  }

  #switchMode(mode) {
    this.#devices.mode = mode;
    this.#call.setMode(mode);
  }

  #interrupt() {
    if (!INTERRUPTIBLE.has(this.#state)) return false;
    if (this.#call.isRunning) this.#call.interrupt();
    else this.#thread.interrupt().catch((error) => this.explain(error));
    return true;
  }

  /** Typed words: into the call when one runs, else as a question of their own. */
  async send(text) {
    const words = text.trim();
    if (words === '') return;
    this.#notices.clear('turn');
    try {
      if (this.#call.isRunning) await this.#call.say(words);
      else await this.#thread.ask(words);
      if (byId('text').value.trim() === words) byId('text').value = '';
      this.hasFailed = false;
    } catch (error) {
      this.#notices.show('turn', {
        title: 'Your text was not sent.',
        text: `${error.message} It is still in the box.`,
      });
      byId('text').value = words;
    }
  }

  fresh() {
    if (this.#call.isActive) return;
    this.#thread.leave();
    this.#resumable = '';
    this.hasFailed = false;
    byId('text').focus();
  }

  /** Puts a failure on the page with what to do. */
  explain(error) {
    if (error instanceof MicrophoneProblem) {
      const again = error.code === 'insecure' ? [] : [['Check again', () => this.#devices.check()]];
      this.#notices.show('microphone', {
        kind: error.code === 'silent' || error.code === 'gone' ? 'warn' : 'bad',
        title: error.title,
        text: error.remedy,
        actions: this.#call.isActive ? [] : again,
      });
      if (!this.#call.isRunning) byId('devices').open = true;
    } else {
      this.#failed(error.message);
    }
  }

  #failed(message) {
    this.hasFailed = true;
    keepAwake(false);
    this.#notices.show('call', {
      title: 'The call did not go on.',
      text: `${message} What was said is kept, and typing works.`,
      actions: [['Start again', () => this.start()]],
    });
    this.#changed();
  }

  foldDevices() {
    byId('devices').open = false;
  }

  render(state) {
    this.#state = state;
    const { isActive, isRunning, mode, isMuted, isHeld } = this.#call;
    byId('start').hidden = isActive;
    byId('controls').hidden = !isActive && !INTERRUPTIBLE.has(state);
    byId('interrupt').setAttribute('aria-disabled', String(!INTERRUPTIBLE.has(state)));
    for (const id of ['talk', 'mute', 'end']) byId(id).hidden = !isActive;
    this.#renderParked(state);
    this.#renderStart();
    this.#devices.callRunning(isActive);
    setText(byId('talk-label'), talkLabel(mode, isHeld));
    byId('talk').setAttribute('aria-pressed', String(isHeld));
    byId('talk').disabled = !isRunning;
    const closed = mode === 'hold' || isMuted;
    setText(byId('mute-label'), mode === 'hold' ? 'Open mic' : isMuted ? 'Unmute' : 'Mute');
    byId('mute').setAttribute('aria-pressed', String(mode === 'open' && isMuted));
    byId('mute').disabled = !isRunning;
    byId('mute').classList.toggle('control--closed', closed);
  }

  /** A parked call has one thing to offer in the talk button's place; the focus stays there. */
  #renderParked(state) {
    const parked = this.#call.isParked;
    const [from, to] = parked ? ['talk', 'resume'] : ['resume', 'talk'];
    const focused = document.activeElement === byId(from);
    byId('resume').hidden = !parked;
    byId('resume').disabled = state === 'ringing' && this.#call.path !== 'WebRTC';
    if (parked) byId('talk').hidden = true;
    if (focused && !byId(to).hidden) byId(to).focus();
  }

  #renderStart() {
    const { state } = this.#speech.status;
    const off = byId('main').dataset.calls === 'off';
    const blocked = off || state === 'preparing' || state === 'unavailable';
    byId('start').setAttribute('aria-disabled', String(blocked));
    const words = this.canResume && !blocked ? 'Resume the call' : 'Start talking';
    const coming = state === 'preparing' ? 'Speech is coming' : words;
    setText(byId('start-label'), off ? 'Calls are turned off' : coming);
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}

function talkLabel(mode, held) {
  if (mode === 'open') return 'Microphone open';
  return held ? 'Let go to send' : 'Hold to talk';
}

function recall() {
  try {
    return sessionStorage.getItem(IN_CALL) ?? '';
  } catch {
    return '';
  }
}

function remember(threadId) {
  try {
    sessionStorage.setItem(IN_CALL, threadId);
  } catch {
    // Storage is blocked: a reload starts without the offer to resume.
  }
}
