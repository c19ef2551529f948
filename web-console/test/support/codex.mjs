// The real Codex app-server, as npm installs it, with a home of its own and the model provider of a test.

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from './client.mjs';

const OFF = ['apps', 'plugins', 'remote_plugin', 'shell_snapshot', 'plugin_sharing', 'tool_suggest'];

function starter() {
  try {
    return createRequire(import.meta.url).resolve('@openai/codex/bin/codex.js');
  } catch (error) {
    throw new Error('The npm package @openai/codex is not installed: run npm ci in web-console/test.', { cause: error });
  }
}

/** Codex with `realtime` as the base URL of its voice and `responses` as that of its agent's model. */
export class Codex {
  home = mkdtempSync(join(tmpdir(), 'codex-home-'));
  log = '';

  constructor({ realtime, responses, config = '' }) {
    writeFileSync(
      join(this.home, 'config.toml'),
      `model = "double"
model_provider = "double"
approval_policy = "never"
sandbox_mode = "read-only"
check_for_update_on_startup = false
experimental_realtime_ws_base_url = "${realtime}"
experimental_realtime_webrtc_call_base_url = "${realtime}"
${config}
[analytics]
enabled = false
[model_providers.double]
name = "double"
base_url = "${responses}"
wire_api = "responses"
env_key = "DOUBLE_KEY"
`,
    );
  }

  async start() {
    const env = { ...process.env, HOME: this.home, CODEX_HOME: this.home, DOUBLE_KEY: 'sk-double', RUST_LOG: 'error' };
    this.process = spawn(process.execPath, [starter(), 'app-server', ...OFF.flatMap((name) => ['--disable', name])], { cwd: this.home, env });
    this.process.stderr.on('data', (data) => (this.log += data));
    this.exited = new Promise((resolve) => this.process.on('exit', resolve));
    this.client = Client.of(this.process);
    const ended = this.exited.then((code) => Promise.reject(new Error(`Codex ended with ${code}:\n${this.log}`)));
    await Promise.race([this.client.initialize(), ended]);
    ended.catch(() => {});
    return this;
  }

  /** Codex ends with its input. */
  async stop() {
    this.process?.stdin.end();
    await this.exited;
    rmSync(this.home, { recursive: true, force: true });
  }
}

/** A double of the Responses API: it answers every request with `answer` and keeps what it was asked. */
export class Responses {
  requests = [];

  constructor(answer) {
    this.answer = answer;
  }

  async start() {
    this.server = createServer(async (request, response) => {
      let body = '';
      for await (const part of request) body += part;
      if (request.method !== 'POST' || !request.url.endsWith('/responses')) return response.writeHead(404).end();
      this.requests.push(JSON.parse(body));
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      for (const event of this.#events()) response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
      return response.end();
    });
    await new Promise((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${this.server.address().port}/v1`;
    return this;
  }

  #events() {
    const id = `resp_${this.requests.length}`;
    const item = { type: 'message', id: `msg_${id}`, role: 'assistant', status: 'completed', content: [{ type: 'output_text', text: this.answer, annotations: [] }] };
    const usage = { input_tokens: 1, input_tokens_details: { cached_tokens: 0 }, output_tokens: 1, output_tokens_details: { reasoning_tokens: 0 }, total_tokens: 2 };
    return [
      { type: 'response.created', response: { id, object: 'response', status: 'in_progress' } },
      { type: 'response.output_item.done', output_index: 0, item },
      { type: 'response.completed', response: { id, object: 'response', status: 'completed', usage } },
    ];
  }

  async stop() {
    this.server?.closeAllConnections();
    await new Promise((resolve) => (this.server ? this.server.close(resolve) : resolve()));
  }
}
