import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { pathToFileURL } from 'node:url';
import {
  type ClusterOptions,
  clusterPlan,
  openWorker,
  runCluster,
  type Setup,
  verifyCluster,
} from '../cluster/index.js';
import { LinkageError } from '../errors/linkage-error.js';
import { DESK_WORDS } from '../say/words.js';
import type { Manifest } from '../shard/index.js';
import { PLAN } from '../week/kept-weeks.js';
import type { DeskRun } from './desk.js';
import { figure } from './terminal.js';

interface PartsOptions extends Pick<ClusterOptions, 'threads'> {
  readonly locale: 'zh' | 'en';
  readonly out: string;
}

/** What a module exports by default; its threads load the module. @throws LinkageError `UNREADABLE_FILE` */
async function setupOf(file: string, locale: 'zh' | 'en'): Promise<Setup> {
  const url = pathToFileURL(resolve(file)).href;
  const refuse = (why: string) => new LinkageError('UNREADABLE_FILE', DESK_WORDS[locale].noCluster(file, why));
  const module = await import(/* @vite-ignore */ url).catch((error) => {
    throw refuse(error instanceof Error ? error.message : String(error));
  });
  const setup = Object(module.default) as Partial<Setup>;
  if (!setup.source || !setup.parts) throw refuse('`source`, `parts`?');
  return { url, ...(setup as Setup) };
}

/** Plans the whole of a module's source, and writes the manifest and the plan. */
export async function runParts(file: string, { locale, out, threads }: PartsOptions): Promise<DeskRun> {
  const { clusterStages, partsPlanned } = DESK_WORDS[locale];
  const setup = await setupOf(file, locale);
  const show = (text: string) => void (process.stderr.isTTY && process.stderr.write(`\r\u001b[K${text}`));
  const onProgress: ClusterOptions['onProgress'] = ({ stage, done, of }) =>
    show(`${clusterStages[stage]} ${done}/${of}`);
  const manifest = await runCluster(setup, { threads, onProgress }).finally(() => show(''));
  await mkdir(out, { recursive: true });
  const files = ['manifest.json', PLAN].map((name) => join(out, name));
  await writeFile(files[0]!, JSON.stringify(manifest, null, 2));
  await pipeline(Readable.from(clusterPlan(setup)), createWriteStream(files[1]!));
  const lines = manifest.parts.reduce((sum, part) => sum + part.lines, 0);
  return {
    ok: true,
    text: [partsPlanned(figure(manifest.parts.length), figure(lines), manifest.root), ...files].join('\n'),
  };
}

/** Does jobs of a module's engine until the process is told to end. */
export async function workParts(file: string, { locale, threads }: PartsOptions): Promise<DeskRun> {
  const worker = await openWorker(await setupOf(file, locale), { threads });
  process.stderr.write(`${DESK_WORDS[locale].atWork}\n`);
  const told = Promise.race(['SIGTERM', 'SIGINT'].map((signal) => once(process, signal)));
  await Promise.race([told.then(() => worker.close()), worker.ended]);
  return { ok: true, text: '' };
}

/** Checks a plan in parts against the records of a module's source. */
export async function verifyParts(file: string, module: string, { locale }: PartsOptions): Promise<DeskRun> {
  const words = DESK_WORDS[locale];
  const setup = await setupOf(module, locale);
  const manifest = await readFile(file, 'utf8')
    .then((text) => JSON.parse(text) as Manifest)
    .catch(() => undefined);
  if (!Array.isArray(manifest?.parts)) throw new LinkageError('UNREADABLE_FILE', words.noManifest(file));
  const { ok, checks } = await verifyCluster(setup, manifest);
  const faults = checks.filter((check) => !check.ok).map(({ detail }) => detail);
  return { ok, text: ok ? words.partsVerified(figure(manifest.parts.length)) : faults.join('\n') };
}
