// `sidetone app-server` as programs start it: as a child process.

import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const JAR = process.env.APP_JAR ?? fileURLToPath(new URL('../../../target/quarkus-app/quarkus-run.jar', import.meta.url));
const JAVA = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin/java') : 'java';
const WITHIN_MS = 60_000;

export class Child {
  log = '';

  constructor({ args = [], env = {} }) {
    this.process = spawn(JAVA, ['-XX:+UseSerialGC', '-Xmx512m', '--enable-native-access=ALL-UNNAMED', '-jar', JAR, 'app-server', ...args], {
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
