// JSON-RPC over one WebSocket that comes back by itself.

const FIRST_DELAY_MS = 250;
const MAX_DELAY_MS = 8_000;
const ANSWER_WITHIN_MS = 30_000;
const OVERLOADED = -32001;
const BUSY_DELAY_MS = 200;
const MAX_BUSY_DELAY_MS = 4_000;
// Sound that comes late is worse than none: it is not sent again.
const NEVER_AGAIN = new Set(['thread/realtime/appendAudio']);

/** An error that the service answered with, or the loss of the connection (code 0). */
export class RpcError extends Error {
  constructor(message, code = 0) {
    super(message);
    this.name = 'RpcError';
    this.code = code;
  }
}

/**
 * Events: `up` (initialised, first time or again: `detail.again`), `down` (lost, trying again),
 * `refused` (the service does not want this page: `detail.reason`), and one event per
 * notification method with its params as `detail`.
 */
export class Rpc extends EventTarget {
  #url;
  #socket = null;
  #nextId = 1;
  #open = new Map();
  #attempts = 0;
  #wasUp = false;
  #isUp = false;
  #timer = 0;
  #stopped = false;
  #numbers = new Map();

  constructor(url = rpcUrl()) {
    super();
    this.#url = url;
    globalThis.addEventListener?.('online', () => this.#soon());
  }

  get isUp() {
    return this.#isUp;
  }

  /** Bytes that wait to leave: lets the microphone drop audio instead of piling it up. */
  get waiting() {
    return this.#socket?.bufferedAmount ?? 0;
  }

  /** Of what was told of a thread and can be told again: how far we have heard. 0: nothing yet. */
  heardUpTo(threadId) {
    return this.#numbers.get(threadId) ?? 0;
  }

  connect() {
    this.#stopped = false;
    const socket = new WebSocket(this.#url);
    this.#socket = socket;
    socket.onopen = () => this.#initialize(socket);
    socket.onmessage = (event) => this.#receive(event.data);
    socket.onclose = (event) => this.#lost(socket, event);
  }

  close() {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#socket?.close(1000);
  }

  /** Calls `listener(params)` for each notification `method`; returns how to stop. */
  on(method, listener) {
    const handler = (event) => listener(event.detail);
    this.addEventListener(method, handler);
    return () => this.removeEventListener(method, handler);
  }

  /** Asks and waits for the answer; a service that is overloaded is asked again after a while. */
  request(method, params = {}, withinMs = ANSWER_WITHIN_MS) {
    if (this.#socket?.readyState !== WebSocket.OPEN) {
      return Promise.reject(new RpcError('There is no connection to the service.'));
    }
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#open.delete(id);
        clearTimeout(request.again);
        reject(new RpcError(`The service did not answer ${method} within ${withinMs / 1000} s.`));
      }, withinMs);
      const request = { resolve, reject, timer, again: 0, refused: 0, method, text: JSON.stringify({ id, method, params }) };
      this.#open.set(id, request);
      this.#socket.send(request.text);
    });
  }

  async #initialize(socket) {
    try {
      await this.request('initialize', {
        clientInfo: { name: 'sidetone-console', title: 'Sidetone console', version: '1' },
        capabilities: { experimentalApi: true },
      });
    } catch (error) {
      if (error.code !== 0) {
        this.#stopped = true;
        this.#emit('refused', { reason: error.message });
      }
      socket.close();
      return;
    }
    socket.send(JSON.stringify({ method: 'initialized' }));
    this.#attempts = 0;
    this.#isUp = true;
    const again = this.#wasUp;
    this.#wasUp = true;
    this.#emit('up', { again });
  }

  #receive(data) {
    let message;
    try {
      message = JSON.parse(data);
    } catch {
      return;
    }
    if (message.method && message.id === undefined) {
      if (message.number) this.#numbers.set(message.params?.threadId, message.number);
      this.#emit(message.method, message.params ?? {});
    } else if (message.id !== undefined && !message.method) {
      this.#settle(message);
    }
  }

  #settle({ id, result, error }) {
    const request = this.#open.get(id);
    if (!request) return;
    if (error?.code === OVERLOADED && !NEVER_AGAIN.has(request.method)) {
      this.#askAgain(request);
      return;
    }
    this.#open.delete(id);
    clearTimeout(request.timer);
    if (error) request.reject(new RpcError(error.message, error.code));
    else request.resolve(result);
  }

  /** Later each time, and never all pages at once. */
  #askAgain(request) {
    const delay = Math.min(MAX_BUSY_DELAY_MS, BUSY_DELAY_MS * 2 ** request.refused++);
    request.again = setTimeout(() => {
      if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(request.text);
    }, delay * (0.5 + Math.random()));
  }

  #lost(socket, event) {
    if (socket !== this.#socket) return;
    this.#isUp = false;
    for (const { reject, timer, again } of this.#open.values()) {
      clearTimeout(timer);
      clearTimeout(again);
      reject(new RpcError('The connection to the service was lost.'));
    }
    this.#open.clear();
    if (event.code === 1008) {
      this.#emit('refused', { reason: event.reason });
    } else if (!this.#stopped) {
      this.#emit('down', { reason: event.reason });
      this.#later();
    }
  }

  #later() {
    const delay = Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** this.#attempts++);
    this.#timer = setTimeout(() => this.connect(), delay * (0.75 + Math.random() / 2));
  }

  #soon() {
    if (this.#stopped || this.#socket?.readyState !== WebSocket.CLOSED) return;
    clearTimeout(this.#timer);
    this.connect();
  }

  #emit(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

function rpcUrl() {
  const url = new URL('/rpc', location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url.href;
}
