import { checkLocale } from '../errors/read-options.js';
import type { Network, NodeAttributes } from '../model/network.js';
import { checkNetwork } from '../plan/options.js';
import type { Locale } from '../say/phrase.js';
import type { PlannedNetwork } from './assign.js';
import { peer } from './peer.js';
import type { WriteOptions } from './tables.js';

/** What XML cannot hold: most control characters, lone surrogates, two code points. */
const FORBIDDEN = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

/** Fields of records that are one figure or word. */
const FIELDS = ['urgency', 'severity', 'beneficiaries', 'category', 'community', 'station', 'tier', 'status'];

/**
 * A network, or a planned one, in GEXF 1.2, for Gephi and other readers of graphs: nodes with label, kind and what of their record is one
 * figure or word, edges with what they say. Takes the optional package `graphology-gexf`. O(nodes + edges).
 *
 * @throws LinkageError `PEER_MISSING`, `INVALID_NETWORK`, `INVALID_OPTIONS`
 *
 * @example
 * writeFileSync('plan.gexf', await toGexf(assignPlan(network, plan)));
 */
export async function toGexf(network: Network | PlannedNetwork, { locale = 'zh' }: WriteOptions = {}): Promise<string> {
  checkLocale(locale);
  checkNetwork(network);
  const { write } = await peer<typeof import('graphology-gexf')>('graphology-gexf', 'Graph files');
  const text = write(network as Network, {
    pretty: false,
    formatNode: (key, attributes) => nodeOf(key, attributes, locale),
    formatEdge: (_, attributes) => ({ label: attributes.kind, attributes }),
  });
  // The writer escapes what means something in XML; what XML cannot hold is written out, so that ids stay apart.
  return text.replace(FORBIDDEN, (sign) => `\\u{${sign.codePointAt(0)!.toString(16)}}`);
}

function nodeOf(key: string, { kind, record }: NodeAttributes, locale: Locale) {
  const fields = record as Readonly<Record<string, unknown>>;
  const name = 'name' in record ? record.name : undefined;
  const label = (locale === 'zh' ? name?.zh || name?.en : name?.en || name?.zh) || key.slice(key.indexOf(':') + 1);
  const said = FIELDS.filter((field) => fields[field] !== undefined).map((field) => [field, fields[field]]);
  return { label, attributes: { kind, ...Object.fromEntries(said) } };
}
