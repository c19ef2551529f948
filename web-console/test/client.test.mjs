// A client that is generated from docs/openapi.json, compiled strictly, and used end to end.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { App } from './support/app.mjs';
import { makeRepository } from './support/repository.mjs';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const DOCUMENT = join(HERE, '../../docs/openapi.json');
// Below node_modules, so that what is compiled finds its libraries.
const BUILD = join(HERE, 'node_modules/.cache/typed-client');

function run(command, ...args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(HERE, 'node_modules', command), ...args], { cwd: BUILD, encoding: 'utf8' });
  return { status, output: stdout + stderr };
}

function compile(source) {
  return run('typescript/bin/tsc', '--strict', '--noUncheckedIndexedAccess', '--target', 'es2022', '--module', 'nodenext', '--lib', 'es2023,dom,dom.iterable', '--types', 'node', '--skipLibCheck', '--outDir', 'out', source);
}

describe('a generated client', { concurrency: false, timeout: 180_000 }, () => {
  let app;

  before(async () => {
    rmSync(BUILD, { recursive: true, force: true });
    mkdirSync(BUILD, { recursive: true });
    cpSync(join(HERE, 'support/typed-client.ts'), join(BUILD, 'typed-client.mts'));
    const { status, output } = run('openapi-typescript/bin/cli.js', DOCUMENT, '-o', join(BUILD, 'api.d.ts'));
    assert.equal(status, 0, output);
    app = await new App({ workspace: makeRepository() }).start();
  });
  after(() => app?.stop());

  test('compiles against the document, with its mistakes noticed', () => {
    const { status, output } = compile('typed-client.mts');
    assert.equal(status, 0, output);
  });

  test('describes the document that the service has', async () => {
    const served = await (await fetch(`${app.url}/q/openapi?format=json`)).json();
    const { default: documented } = await import(pathToFileURL(DOCUMENT), { with: { type: 'json' } });
    assert.deepEqual(Object.keys(served.paths).sort(), Object.keys(documented.paths).sort());
  });

  test('makes, changes, takes in, finds, exports and deletes', async () => {
    const { useEverything } = await import(pathToFileURL(join(BUILD, 'out/typed-client.mjs')));
    await useEverything(app.url);
  });
});
