// A TCP proxy before a provider: it cuts the sidebands of WebRTC calls, or lets none come up.

import { connect, createServer } from 'node:net';

export class Proxy {
  /** Sidebands that came up through it. */
  joined = 0;
  refusing = false;
  #sidebands = new Set();
  #sockets = new Set();

  constructor(target) {
    this.target = new URL(target);
  }

  async start() {
    this.server = createServer((socket) => this.#relay(socket));
    await new Promise((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${this.server.address().port}`;
    return this;
  }

  #relay(near) {
    const far = connect(Number(this.target.port), this.target.hostname);
    const end = () => {
      for (const socket of [near, far]) {
        socket.destroy();
        this.#sockets.delete(socket);
      }
      this.#sidebands.delete(near);
    };
    for (const socket of [near, far]) {
      this.#sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', end);
      socket.on('close', end);
    }
    near.on('data', (data) => {
      if (isSideband(data)) {
        if (this.refusing) return near.end('HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\nconnection: close\r\n\r\n');
        this.joined++;
        this.#sidebands.add(near);
      }
      return far.write(data);
    });
    far.on('data', (data) => near.write(data));
  }

  /** Resets the connections of all sidebands, and says how many there were. */
  cut() {
    const cut = [...this.#sidebands];
    for (const socket of cut) socket.resetAndDestroy();
    return cut.length;
  }

  async stop() {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

function isSideband(data) {
  const head = data.toString('latin1', 0, 2_000);
  return head.startsWith('GET ') && /^GET \S*call_id=/.test(head) && /\r\nupgrade: websocket/i.test(head);
}
