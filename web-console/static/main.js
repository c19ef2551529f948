// The talking page: puts its parts together.

import { Call } from './call.js';
import { CodeView } from './code-view.js';
import { ConversationView } from './conversation-view.js';
import { Conversation } from './conversation.js';
import { Devices } from './devices.js';
import { byId, remembered, setText } from './dom.js';
import { Keys } from './keys.js';
import { Lobby, indexWords } from './lobby.js';
import { Microphone } from './microphone.js';
import { Notices } from './notices.js';
import { Orb } from './orb.js';
import { Panel } from './panel.js';
import { Recording } from './recording.js';
import { Rpc } from './rpc.js';
import { Speech } from './speech.js';
import { Talk } from './talk.js';
import { Thread } from './threads.js';
import { MicrophoneProblem, STATES } from './words.js';

const rpc = new Rpc();
const conversation = new Conversation();
const thread = new Thread({ rpc, conversation });
const microphone = new Microphone();
const call = new Call({ rpc, microphone, audio: byId('speaker-out') });
const devices = new Devices(microphone);
const speech = new Speech(byId('speech'));
const notices = new Notices(byId('notices'));
const orb = new Orb(byId('orb'));
const panel = new Panel();
const code = new CodeView(byId('pane-code'));
const lobby = new Lobby();
const recording = new Recording({ rpc, call, workspace: () => lobby.workspace?.root ?? lobby.workspace?.name ?? '', threadId: () => thread.id });
const talk = new Talk({ call, thread, microphone, devices, speech, notices, recording });
const touch = matchMedia('(pointer: coarse)');

new ConversationView({
  conversation,
  list: byId('turns'),
  scroll: byId('scroll'),
  toEnd: byId('to-end'),
  onCite: openCode,
});

let wasUp = false;
let loading = thread.id !== '';
let pressedCite = null;

function openCode(citation, button) {
  pressedCite?.removeAttribute('aria-pressed');
  pressedCite = button;
  if (button.matches('button')) button.setAttribute('aria-pressed', 'true');
  panel.open('code', button);
  code.open(citation);
}

/** The state that is shown: the call's, or a typed question's, or the connection's. */
function currentState() {
  if (call.isActive) return call.state;
  if (talk.hasFailed) return 'error';
  if (wasUp && !rpc.isUp) return 'reconnecting';
  return thread.working || 'disconnected';
}

function hintOf(state) {
  if (state === 'ready' && touch.matches) return 'Hold the talk button and speak.';
  if (state === 'parked' && call.detail) return `${STATES.parked[1]} ${call.detail}`;
  if (['thinking', 'tool-running'].includes(state) && call.isActive && call.detail) return call.detail;
  if (state === 'disconnected' && (speech.status.state === 'unavailable' || byId('main').dataset.calls === 'off')) return 'Type your question below.';
  if (state === 'disconnected' && talk.canResume) return 'The page was reloaded in a call. One click resumes it.';
  return STATES[state][1];
}

function render() {
  const state = currentState();
  const app = byId('main');
  app.dataset.state = state;
  app.dataset.view = conversation.isEmpty && !call.isActive && !loading ? 'lobby' : 'talk';
  const lobbyShown = app.dataset.view === 'lobby';
  byId('lobby').hidden = !lobbyShown;
  byId('conversation').hidden = lobbyShown;
  orb.state = state;
  setText(byId('state-word'), STATES[state][0]);
  setText(byId('state-hint'), hintOf(state));
  talk.render(state);
  recording.render();
  panel.showFacts(facts());
  const name = lobby.workspace?.name;
  document.title = call.isActive ? `${STATES[state][0]}${name ? `, ${name}` : ''} | Sidetone` : `Sidetone${name ? `: ${name}` : ': talk to a repository'}`;
}

function facts() {
  const { workspace } = lobby;
  const { git } = workspace ?? {};
  return [
    ['Workspace', workspace?.name],
    ['Branch', git ? `${git.branch || 'detached'}${git.head ? ` at ${git.head.slice(0, 7)}` : ''}` : ''],
    ['Index', indexWords(workspace?.index)],
    ['Service', rpc.isUp ? 'Connected' : 'Not connected'],
    ['Speech', { ready: 'Ready', preparing: 'Preparing', unavailable: 'Unavailable' }[speech.status.state]],
    ['Audio', call.path],
    ['Microphone', call.isRunning ? microphone.label : ''],
  ];
}

let planned = false;
function plan() {
  if (planned) return;
  planned = true;
  queueMicrotask(() => {
    planned = false;
    render();
  });
}

async function connected() {
  wasUp = true;
  notices.clear('connection');
  thread.forgetTurn();
  try {
    await thread.catchUp();
    await call.resumed();
    devices.voices((await rpc.request('thread/realtime/listVoices', {})).voices);
  } catch (error) {
    if (error.code !== 0) notices.show('service', { kind: 'warn', title: 'The service did not answer as expected.', text: error.message });
  } finally {
    loading = false;
    plan();
  }
}

function disconnected() {
  thread.forgetTurn();
  loading = false;
  notices.show('connection', {
    kind: 'warn',
    title: 'The service cannot be reached.',
    text: 'Trying again by itself. If it was stopped, start it once more; nothing that was said is lost.',
  });
  plan();
}

function followPath() {
  const wanted = new URLSearchParams(location.search).get('transport') ?? remembered.get('transport', byId('main').dataset.path);
  for (const radio of byId('transport').querySelectorAll('input')) {
    radio.checked = radio.value === wanted;
    radio.addEventListener('change', () => remembered.set('transport', radio.value));
  }
  if (!byId('transport').querySelector('input:checked')) {
    byId('transport').querySelector('input').checked = true;
  }
}

function listen() {
  rpc.addEventListener('up', connected);
  rpc.addEventListener('down', disconnected);
  rpc.on('refused', ({ reason }) => notices.show('connection', {
    title: 'The service refused this page.',
    text: `${reason || 'It gave no reason.'} Open the page at the address that the service printed when it started.`,
  }));
  rpc.on('sidetone/realtime/latency', (params) => {
    if (params.threadId === thread.id) panel.showLatency(params);
  });
  rpc.on('sidetone/realtime/usage', (params) => {
    if (params.threadId === thread.id) panel.showUsage(params);
  });
  rpc.on('error', ({ error, message }) => notices.show('request', { kind: 'warn', title: 'That did not work.', text: error?.message ?? message ?? '' }));
  rpc.on('sidetone/note', ({ threadId, message }) => {
    if (threadId === thread.id) notices.show('note', { kind: 'warn', title: 'Please note.', text: message });
  });
  recording.addEventListener('change', () => {
    if (recording.message) notices.show('recording', { kind: 'warn', title: 'This call is not recorded.', text: recording.message.replace('This call is not recorded: ', '') });
    else notices.clear('recording');
  });
  for (const source of [call, thread, conversation, speech, talk]) source.addEventListener('change', plan);
  lobby.addEventListener('workspace', plan);
  thread.addEventListener('change', () => panel.showRecord(thread.id));
  lobby.addEventListener('ask', ({ detail }) => talk.send(detail.text));
  microphone.addEventListener('level', ({ detail }) => {
    orb.steps = detail.steps;
  });
  const trouble = ({ detail }) => talk.explain(detail.problem);
  microphone.addEventListener('problem', trouble);
  devices.addEventListener('problem', trouble);
  microphone.addEventListener('sound', () => notices.clear('microphone'));
  devices.addEventListener('fine', () => notices.clear('microphone'));
}

function animate() {
  orb.output = call.outputLevel;
  requestAnimationFrame(animate);
}

function start() {
  listen();
  followPath();
  const impossible = Microphone.impossible();
  if (impossible instanceof MicrophoneProblem) talk.explain(impossible);
  new Keys({
    ...talk.actions(),
    code: () => panel.open('code'),
    session: () => panel.open('session'),
    closePanel: () => {
      if (!panel.isOverlay) return false;
      panel.close();
      return true;
    },
  });
  panel.onFresh = () => talk.fresh();
  panel.showRecord(thread.id);
  if (matchMedia('(max-width: 46rem)').matches) talk.foldDevices();
  render();
  speech.check();
  lobby.watch();
  rpc.connect();
  requestAnimationFrame(animate);
}

start();
