// `sidetone app-server` as programs start it: as a child process.

import { spawn } from 'node:child_process';
import { JAR, JAVA, JVM } from './app.mjs';

const WITHIN_MS = 60_000;

export class Child {
  log = '';

  constructor({ args = [], env = {} }) {
    this.process = spawn(JAVA, [...JVM, '-jar', JAR, 'app-server', ...args], {
      env: { ...process.env, ...env },
    });
    this.process.stderr.on('data', (data) => (this.log += data));
    this.exited = new Promise((resolve) => this.process.on('exit', (code) => resolve(code)));
  }

  async logged(pattern) {
    const end = Date.now() + WITHIN_MS;
    for (;;) {
      const found = pattern.exec(this.log);
      if (found) return found;
      if (Date.now() > end || this.process.exitCode !== null) throw new Error(`no ${pattern} in:\n${this.log}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** A child ends with its input. */
  async stop() {
    this.process.stdin.end();
    await this.exited;
  }
}
