// A small service that speaks the console's side of the contract, to bring the page into states that
// the real one cannot be asked for: lost connections, models on their way, failing WebRTC.

import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { WebSocketServer } from 'ws';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const TYPES = { '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.html': 'text/html' };
const POLICY = (await readFile(join(ROOT, '../src/main/resources/application.properties'), 'utf8'))
  .match(/Content-Security-Policy"\.value=(.*)/)[1];

export const CODE = `package dev.example.session;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps the sessions of everybody who is logged in.
 *
 * @see Session
 */
public final class SessionManager {

    private static final int LIMIT = 1_000;
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final Clock clock;

    SessionManager(Clock clock) {
        this.clock = clock;
    }

    /** Opens a session, or returns the one that "name" has. */
    public Session open(String name) {
        if (sessions.size() >= LIMIT) {
            throw new IllegalStateException("Too many sessions: " + LIMIT);
        }
        return sessions.computeIfAbsent(name, n -> new Session(n, clock.instant()));
    }

    // Called by the reaper thread.
    void expire() {
        sessions.values().removeIf(session -> session.isOld(clock.instant()));
    }
}
`;

/** Renders the pages the way Qute does, for the few constructs that they use. */
async function render(name, calls) {
  const page = await readFile(join(ROOT, 'templates', name), 'utf8');
  const layout = await readFile(join(ROOT, 'templates/layout.html'), 'utf8');
  const active = /active='(\w+)'/.exec(page)?.[1] ?? '';
  const block = (id) => new RegExp(`\\{#${id}\\}([\\s\\S]*?)\\{/(?:${id})?\\}`).exec(page)?.[1];
  const whole = layout
    .replace(/\{#insert (\w+)\}((?:(?!\{#insert)[\s\S])*?)\{\/insert\}/g, (_, id, other) => block(id) ?? other)
    .replace(/\{#insert (\w+)\}([\s\S]*?)\{\/insert\}/g, (_, id, other) => block(id) ?? other)
    .replace(/\{inject:permits\.\w+\}/g, 'true')
    .replace(/\{calls\.(\w+)\}/g, (_, member) => calls[member]);
  return decided(whole, active);
}

/** Conditions from the inside out, for somebody who may do everything in a service without faults. */
function decided(page, active) {
  const holds = (term) => {
    const asked = /^active\.or\(''\) ([!=])= '(\w+)'$/.exec(term);
    return asked ? (asked[2] === active) === (asked[1] === '=') : term.startsWith('inject:permits.');
  };
  const inner = /\{#if ([^}]*)\}((?:(?!\{#if)[\s\S])*?)\{\/if\}/;
  let left = page;
  while (inner.test(left)) {
    left = left.replace(inner, (_, condition, then) => (condition.split(' && ').every(holds) ? then : ''));
  }
  return left;
}

export class FakeService {
  speech = { state: 'ready', message: '', remedy: '', offerDownload: false, webrtc: { available: false, reason: 'The library is not here.' } };
  workspace = {
    name: 'session-service',
    git: { branch: 'main', head: '4f2a91c7d0' },
    losses: [],
    index: { state: 'ready', filesDone: 1284, filesTotal: 1284, message: '' },
  };
  calls = { offered: 'on', recording: 'off', path: 'auto', microphone: '', speaker: '' };
  items = [];
  requests = [];
  sockets = new Set();
  handlers = {};
  threadId = '0192f3a4-5b6c-7d8e-9fa0-b1c2d3e4f5a6';

  async start(port = 0) {
    this.server = createServer((request, response) => this.#answer(request, response));
    const sockets = new WebSocketServer({ noServer: true });
    this.server.on('upgrade', (request, socket, head) => {
      if (this.refusing) socket.destroy();
      else sockets.handleUpgrade(request, socket, head, (ws) => this.#accept(ws));
    });
    await new Promise((resolve) => this.server.listen(port, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${this.server.address().port}`;
    return this;
  }

  async stop() {
    for (const ws of this.sockets) ws.terminate();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** Cuts every page off and keeps it out until `admit`. */
  refuse() {
    this.refusing = true;
    for (const ws of this.sockets) ws.terminate();
  }

  admit() {
    this.refusing = false;
  }

  /** `number` is of what can be told again. */
  notify(method, params = {}, number = undefined) {
    const text = JSON.stringify({ method, number, params: { threadId: this.threadId, ...params }, emittedAtMs: Date.now() });
    for (const ws of this.sockets) ws.send(text);
  }

  state(state, detail = '') {
    this.notify('sidetone/realtime/state', { state, detail });
  }

  store(item) {
    const stored = { seq: this.items.length + 1, itemId: `item_${this.items.length + 1}`, startedAt: new Date(1.79e12 + this.items.length * 1000).toISOString(), citations: [], interrupted: false, ...item };
    this.items.push(stored);
    this.notify('sidetone/item', { item: stored });
  }

  async #answer(request, response) {
    const url = new URL(request.url, this.url);
    const send = (status, type, body) => {
      response.writeHead(status, { 'content-type': type, 'content-security-policy': POLICY, 'cache-control': 'no-store' });
      response.end(body);
    };
    const json = (value, status = 200) => send(status, 'application/json', JSON.stringify(value));
    try {
      if (url.pathname === '/') return send(200, 'text/html', await render('console.html', this.calls));
      if (url.pathname === '/code') return send(200, 'text/html', await render('code.html'));
      if (url.pathname === '/api/v1/workspace') return json(this.workspace);
      if (url.pathname === '/v1/speech') return json(this.speech);
      if (url.pathname === '/v1/speech/download') return json((this.downloadAsked = true));
      if (url.pathname === '/api/v1/code') return this.#code(url, json);
      if (url.pathname.startsWith('/console/')) {
        const path = normalize(url.pathname.slice('/console/'.length));
        return send(200, TYPES[extname(path)], await readFile(join(ROOT, 'static', path)));
      }
      return send(404, 'text/plain', 'not here');
    } catch {
      return send(404, 'text/plain', 'not here');
    }
  }

  #code(url, json) {
    const path = url.searchParams.get('path');
    if (!path.endsWith('SessionManager.java')) return json({ error: { code: 'not_found', message: `There is no ${path} in the workspace.` } }, 404);
    const all = CODE.split('\n').slice(0, -1);
    const start = Number(url.searchParams.get('start'));
    const end = Math.min(all.length, Number(url.searchParams.get('end')));
    return json({ path, language: 'java', firstLine: start, totalLines: all.length, lines: all.slice(start - 1, end) });
  }

  #accept(ws) {
    this.sockets.add(ws);
    ws.on('close', () => this.sockets.delete(ws));
    ws.on('message', (data) => this.#handle(ws, JSON.parse(data)));
  }

  async #handle(ws, { id, method, params }) {
    this.requests.push({ method, params });
    if (id === undefined) return;
    const handler = this.handlers[method] ?? this.#builtIn[method];
    try {
      const result = (await handler?.call(this, params)) ?? {};
      ws.send(JSON.stringify({ id, result }));
    } catch (error) {
      ws.send(JSON.stringify({ id, error: { code: error.code ?? -32600, message: error.message } }));
    }
  }

  #builtIn = {
    initialize: () => ({ userAgent: 'fake/1', platformFamily: 'unix', platformOs: 'linux' }),
    'thread/start': () => ({ thread: { id: this.threadId } }),
    'thread/resume': () => ({ thread: { id: this.threadId } }),
    'sidetone/items': ({ afterSeq = 0 }) => ({ items: this.items.filter(({ seq }) => seq > afterSeq) }),
    'thread/realtime/listVoices': () => ({
      voices: { v1: [], v2: ['alloy', 'ash', 'ballad', 'coral', 'echo', 'sage', 'shimmer', 'verse', 'marin', 'cedar'], defaultV1: 'cove', defaultV2: 'marin' },
    }),
    'thread/realtime/start': ({ transport }) => {
      if (transport.type === 'webrtc') {
        setTimeout(() => this.notify('thread/realtime/error', { message: 'webrtc_unavailable: the library is not here' }));
      } else {
        setTimeout(() => {
          this.notify('thread/realtime/started', { realtimeSessionId: 'sess', version: 'v2' });
          this.state('listening');
        });
      }
    },
    'thread/realtime/stop': () => setTimeout(() => this.notify('thread/realtime/closed', { reason: 'requested' })),
    'turn/start': () => {
      setTimeout(() => this.notify('turn/started', { turn: { id: 'turn_1', status: 'inProgress', items: [] } }));
      return { turn: { id: 'turn_1', status: 'inProgress', items: [] } };
    },
  };

  /** A whole turn as the session would tell it. */
  conversationAboutSessions() {
    const call = 'rtc_1';
    this.store({ role: 'USER', kind: 'SPEECH', text: 'Where is the session manager defined?', callId: call });
    this.store({ role: 'AGENT', kind: 'TOOL_CALL', toolName: 'find_symbol', toolCallId: 'c1', text: '{"name":"SessionManager"}' });
    this.store({ role: 'AGENT', kind: 'TOOL_OUTPUT', toolName: 'find_symbol', toolCallId: 'c1', text: 'SessionManager class src/main/java/dev/example/session/SessionManager.java:12' });
    this.store({
      role: 'AGENT',
      kind: 'TEXT',
      text: 'The class `SessionManager` is defined at `src/main/java/dev/example/session/SessionManager.java:12`.\n\nIt keeps the sessions of everybody who is logged in:\n\n- `open` makes or returns a session\n- `expire` drops the old ones\n\nIt is used by **LoginResource** and in one test.',
      citations: [
        { path: 'src/main/java/dev/example/session/SessionManager.java', startLine: 12, endLine: 20, label: 'class SessionManager' },
        { path: 'src/main/java/dev/example/web/LoginResource.java', startLine: 41, endLine: 41, label: 'caller' },
      ],
    });
    this.store({ role: 'ASSISTANT', kind: 'SPEECH', text: 'Session manager is defined in session manager dot java, line twelve.', callId: call });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const service = await new FakeService().start(Number(process.argv[2] ?? 0));
  console.log(service.url);
}
