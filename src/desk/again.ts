import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LinkageError } from '../errors/linkage-error.js';
import type { Network } from '../model/graph.js';
import { nearestNode } from '../model/nearest-record.js';
import { SOCIETIES } from '../model/vocabulary.js';
import { type Plan, parsePlan } from '../plan/plan.js';
import { verify } from '../plan/verify.js';
import { sentences } from '../say/sentences.js';
import { DESK_WORDS } from '../say/words.js';
import { bringUp } from '../week/came-of.js';
import { madeIn, PLAN } from '../week/kept-weeks.js';
import { explain } from '../why/explain.js';
import type { DeskRun } from './desk.js';
import { diskShelf } from './disk.js';
import { type FolderOptions, readFolder } from './folder.js';
import { provedSaid } from './summary.js';
import { wrap } from './terminal.js';

/** The plan of an earlier run with the sheets as they are now, and what it was made with. */
async function again(folder: string, options: FolderOptions) {
  const { network } = await readFolder(folder, options);
  const { made, broughtUp } = await madeIn(diskShelf(options.out));
  bringUp(network, broughtUp);
  return { network, plan: await planAt(join(options.out, PLAN), options.locale), made };
}

async function planAt(file: string, locale: 'zh' | 'en'): Promise<Plan> {
  try {
    return parsePlan(await readFile(file, 'utf8'));
  } catch {
    throw new LinkageError('UNREADABLE_FILE', DESK_WORDS[locale].noPlan(file));
  }
}

/** Checks the plan of an earlier run against the sheets of a folder. */
export async function runVerify(folder: string, options: FolderOptions): Promise<DeskRun> {
  const { network, plan, made } = await again(folder, options);
  const proof = verify(network, plan, made);
  return { ok: proof.ok, text: provedSaid(proof, plan, options.locale).join('\n') };
}

/** Explains a need, a provider, or the two together, by the plan of an earlier run. */
export async function runExplain(folder: string, ids: readonly string[], options: FolderOptions): Promise<DeskRun> {
  const { network, plan, made } = await again(folder, options);
  const needId = ids.find((id) => network.hasNode(`need:${id}`));
  const provider = providerIn(
    network,
    ids.find((id) => id !== needId),
  );
  const offer = provider === undefined ? undefined : { provider };
  const said =
    needId === undefined
      ? explain(network, plan, [{ offer: offer ?? { provider: ids[0]! } }], made)
      : explain(network, plan, [offer ? { need: needId, offer } : { need: needId }], made);
  return {
    ok: true,
    text: said
      .flatMap((one) => sentences(one, options.locale))
      .map((line) => wrap(line, 100, ''))
      .join('\n'),
  };
}

/** The key of a provider that is named by key, id or name. */
function providerIn(network: Network, named: string | undefined): string | undefined {
  if (named === undefined || network.hasNode(named)) return named;
  return nearestNode(network)(named, SOCIETIES) ?? named;
}
