// Every state of a call and every trouble, in words: what is, and what to do.

/** name of the state → [word, hint] */
export const STATES = {
  disconnected: ['Not in a call', 'Start talking, or type below.'],
  connecting: ['Connecting', 'Setting up the audio.'],
  ready: ['Ready', 'Hold Space and speak.'],
  listening: ['Listening', 'Go ahead, the microphone is open.'],
  'hearing-you': ['Hearing you', 'Pause when you are done.'],
  thinking: ['Thinking', 'Esc stops it.'],
  speaking: ['Speaking', 'Talk over it, or press Esc.'],
  'tool-running': ['Looking it up', 'Reading the repository.'],
  muted: ['Muted', 'M opens the microphone again.'],
  reconnecting: ['Reconnecting', 'The connection was lost. Your conversation is kept.'],
  parked: ['Parked', 'The agent works. Until there is something to say the voice session is closed and costs nothing.'],
  ringing: ['Coming back', 'There is something to say. The voice session is opened again.'],
  error: ['Something went wrong', 'See what happened below.'],
};

/** A trouble with the microphone: what happened and what to do. */
export class MicrophoneProblem extends Error {
  constructor(code, title, remedy) {
    super(`${title} ${remedy}`);
    this.name = 'MicrophoneProblem';
    this.code = code;
    this.title = title;
    this.remedy = remedy;
  }
}

const PROBLEMS = {
  insecure: [
    'The browser gives no microphone to this address.',
    'Browsers allow it on https:// and on localhost only. Open this page through an SSH tunnel '
      + '(ssh -L 8080:127.0.0.1:8080 your-host, then http://localhost:8080) or put TLS before it.',
  ],
  denied: [
    'The microphone is blocked for this page.',
    'Allow it in the site settings (the icon left of the address) and start again. On a Mac, '
      + 'also look at System Settings, Privacy & Security, Microphone.',
  ],
  none: [
    'No microphone was found.',
    'Plug one in or switch it on, then check again. Typing works without one.',
  ],
  gone: [
    'The microphone you chose before is not there.',
    'Another one is used for now. Choose one in the list.',
  ],
  busy: [
    'The microphone is in use or does not start.',
    'Close other programs that record sound (calls, recorders), or plug it out and in, then check again.',
  ],
  silent: [
    'The microphone gives no sound.',
    'Look for a mute switch on it or in the system settings, or choose another one in the list.',
  ],
  unknown: ['The microphone could not be opened.', 'Check again, or choose another one.'],
};

export function problem(code) {
  const [title, remedy] = PROBLEMS[code] ?? PROBLEMS.unknown;
  return new MicrophoneProblem(code, title, remedy);
}

/** What getUserMedia's failure means to a person. */
export function microphoneProblem(error) {
  if (error instanceof MicrophoneProblem) return error;
  switch (error?.name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return problem('denied');
    case 'NotFoundError':
      return problem('none');
    case 'OverconstrainedError':
      return problem('gone');
    case 'NotReadableError':
    case 'AbortError':
      return problem('busy');
    default:
      return problem('unknown');
  }
}

/** A time span as a person reads it. */
export function duration(ms) {
  return ms < 995 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

export function megabytes(bytes) {
  return `${Math.round(bytes / 1e6).toLocaleString('en')} MB`;
}
