import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'tsup';
import { readArguments, type Usage, wholeFrom } from './arguments.js';
import { haikouScenario } from './haikou-scenario.js';

const USAGE: Usage = {
  call: 'npx tsx examples/10-browser.ts [--port 8081] [--seed 2026] [--needs 1000]',
  about: `A page that imports the built package (npm run build first), plans in a worker and keeps the plan in step with what happens.

  --port   0 takes any that is free
  --seed   another seed, another city
  --needs  how many needs there are`,
};

const { values } = readArguments(USAGE, {
  port: { type: 'string', default: '8081' },
  seed: { type: 'string', default: '2026' },
  needs: { type: 'string', default: '1000' },
});
const port = wholeFrom(USAGE, 'port', values.port, 0);
const seed = wholeFrom(USAGE, 'seed', values.seed);
const needs = wholeFrom(USAGE, 'needs', values.needs, 0);

const thread = new URL('../dist/worker/worker-thread.js', import.meta.url);
if (!existsSync(thread)) {
  console.error('The package is not built. Run `npm run build` first.');
  process.exit(2);
}

// Any bundler does: everything the page imports becomes one file, with the worker's file beside it.
const folder = await mkdtemp(join(tmpdir(), 'five-society-linkage-'));
await build({
  config: false,
  silent: true,
  entry: { page: new URL('browser/page.ts', import.meta.url).pathname },
  outDir: folder,
  format: 'esm',
  platform: 'browser',
  target: 'es2022',
  noExternal: [/./],
  splitting: false,
});
const newcomers = (haikouScenario(seed + 1, 200).needs ?? []).map((need) => ({
  ...need,
  id: `+${need.id}`,
  previousProviders: [],
}));
const scenario = { city: haikouScenario(seed, needs), newcomers };
const files = new Map([
  ['/', ['text/html', readFileSync(new URL('browser/index.html', import.meta.url), 'utf8')]],
  ['/page.js', ['text/javascript', readFileSync(join(folder, 'page.js'), 'utf8')]],
  ['/worker-thread.js', ['text/javascript', readFileSync(thread, 'utf8')]],
  ['/scenario.json', ['application/json', JSON.stringify(scenario)]],
] as const);
await rm(folder, { recursive: true });

const server = createServer(({ url = '/' }, response) => {
  const [type, body] = files.get(url.split('?', 1)[0] as '/') ?? ['', undefined];
  if (body === undefined) response.writeHead(404).end();
  else response.writeHead(200, { 'content-type': `${type}; charset=utf-8` }).end(body);
});
server.listen(port, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
