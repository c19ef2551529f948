// The packaged application as a process of its own, on a port that is free, with a home of its own.

import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
export const JAR = process.env.APP_JAR ?? join(ROOT, 'target/quarkus-app/quarkus-run.jar');
export const JAVA = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin/java') : 'java';
// The same options as those of the command in the README (pom.xml, exec-maven-plugin).
export const JVM = ['-XX:+UseSerialGC', '-Xmx512m', `-XX:AOTCache=${join(dirname(JAR), 'app.aot')}`, '-Xlog:aot=off'];
const UP_WITHIN_MS = 60_000;

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export class App {
  home = mkdtempSync(join(tmpdir(), 'sidetone-home-'));
  output = '';

  /** `properties` are Java system properties; `token` is what the service asks for, if it does. */
  constructor({ workspace, token = '', properties = {}, env = {} }) {
    this.workspace = workspace;
    this.headers = token ? { Authorization: `Bearer ${token}` } : {};
    this.properties = properties;
    this.env = env;
  }

  async start() {
    if (!existsSync(JAR)) throw new Error(`${JAR} is not there: package the application first, or name it in APP_JAR.`);
    this.port ??= await freePort();
    this.url = `http://127.0.0.1:${this.port}`;
    const options = Object.entries({ 'quarkus.http.port': this.port, ...this.properties });
    this.process = spawn(
      JAVA,
      [...JVM, ...options.map(([k, v]) => `-D${k}=${v}`), '-jar', JAR],
      { env: { ...process.env, SIDETONE_HOME: this.home, SIDETONE_WORKSPACE: this.workspace, ...this.env }, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    for (const stream of [this.process.stdout, this.process.stderr]) {
      stream.on('data', (data) => {
        this.output += data;
      });
    }
    this.exited = new Promise((resolve) => this.process.on('exit', resolve));
    await this.#up();
    return this;
  }

  async #up() {
    await this.until('the service', UP_WITHIN_MS, async () => {
      if (this.process.exitCode !== null) throw new Error(`The service ended:\n${this.output}`);
      return (await fetch(`${this.url}/api/v1/workspace`, { headers: this.headers }).catch(() => null))?.ok;
    });
  }

  async json(path) {
    const response = await fetch(this.url + path, { headers: this.headers });
    if (!response.ok) throw new Error(`${path} answered ${response.status}`);
    return response.json();
  }

  indexed() {
    return this.until('the index', 60_000, async () => (await this.json('/api/v1/workspace')).index.state === 'ready');
  }

  /** Speech models are fetched or loaded in the background. */
  async speaks() {
    await this.until('speech', 300_000, async () => {
      const speech = await this.json('/v1/speech');
      if (speech.state === 'unavailable') throw new Error(`No speech: ${speech.message} ${speech.remedy}`);
      return speech.state === 'ready';
    });
  }

  async until(what, withinMs, condition) {
    const end = Date.now() + withinMs;
    while (!(await condition())) {
      if (Date.now() > end) throw new Error(`${what} did not come within ${withinMs / 1000} s:\n${this.output.slice(-4000)}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** Ends the process and keeps its home, to be started again. */
  async halt() {
    this.process?.kill('SIGTERM');
    await this.exited;
  }

  /** Ends the process as a power cut would; `start` brings it up again on its home and port. */
  async kill() {
    this.process.kill('SIGKILL');
    await this.exited;
  }

  async stop() {
    await this.halt();
    rmSync(this.home, { recursive: true, force: true });
  }
}
