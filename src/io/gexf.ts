import { checkLocale } from '../errors/read-options.js';
import type { Network, NodeAttributes } from '../model/network.js';
import { checkNetwork } from '../plan/options.js';
import type { Locale } from '../say/phrase.js';
import type { PlannedNetwork } from './assign.js';
import type { WriteOptions } from './tables.js';

/** What XML cannot hold (most control characters, lone surrogates, two code points) or reads as something else. */
const SPECIAL = /[&<>"\t\n\r]|[^\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;
const MARKS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** What XML cannot hold is written out, so that ids stay apart. */
const escaped = (text: string): string =>
  PLAIN.test(text)
    ? text
    : text.replace(SPECIAL, (sign) => {
        const code = sign.codePointAt(0)!;
        return MARKS[sign] ?? (/[\t\n\r]/.test(sign) ? `&#${code};` : `\\u{${code.toString(16)}}`);
      });

/** As most texts are: nothing in them is special. */
const PLAIN = /^[\w :./+-]*$/;

/** Fields of records that are one figure or word. */
const FIELDS = ['urgency', 'severity', 'beneficiaries', 'category', 'community', 'station', 'tier', 'status'];

type Values = Readonly<Record<string, unknown>>;

/**
 * A network, or a planned one, in GEXF 1.2, for Gephi and other readers of graphs: nodes with label, kind and what of their record is one
 * figure or word, edges with what they say. O(nodes + edges).
 *
 * @throws LinkageError `INVALID_NETWORK`, `INVALID_OPTIONS`
 *
 * @example
 * writeFileSync('plan.gexf', toGexf(assignPlan(network, plan)));
 */
export function toGexf(network: Network | PlannedNetwork, { locale = 'zh' }: WriteOptions = {}): string {
  checkLocale(locale);
  checkNetwork(network);
  const planned = network as PlannedNetwork;
  const [nodes, edges] = [valuesIn('node'), valuesIn('edge')];
  const listed = planned.mapNodes((key, attributes) => {
    const { label, values } = nodeOf(key, attributes, locale);
    return `<node id="${escaped(key)}" label="${escaped(label)}">${nodes.of(values)}</node>`;
  });
  const drawn = planned.mapEdges(
    (key, attributes, source, target) =>
      `<edge id="${escaped(key)}" type="directed" source="${escaped(source)}" target="${escaped(target)}" label="${attributes.kind}">${edges.of(attributes)}</edge>`,
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n<gexf version="1.2" xmlns="http://www.gexf.net/1.2draft"><graph defaultedgetype="directed">',
    nodes.declared(),
    edges.declared(),
    `<nodes>${listed.join('')}</nodes><edges>${drawn.join('')}</edges></graph></gexf>`,
  ].join('');
}

/** The values of nodes or edges, and what kinds of them there are. */
function valuesIn(owner: 'node' | 'edge') {
  const types = new Map<string, string>();
  const typeOf = (value: unknown) =>
    typeof value !== 'number' ? 'string' : Number.isInteger(value) ? 'integer' : 'double';
  return {
    of(values: object): string {
      let xml = '';
      for (const [name, value] of Object.entries(values)) {
        if (value === undefined) continue;
        const [type, known] = [typeOf(value), types.get(name)];
        // Whole figures and others are figures; figures and words are words.
        if (known !== type)
          types.set(name, known === undefined ? type : [known, type].includes('string') ? 'string' : 'double');
        xml += `<attvalue for="${name}" value="${escaped(String(value))}"/>`;
      }
      return xml === '' ? '' : `<attvalues>${xml}</attvalues>`;
    },
    declared(): string {
      const all = [...types].map(([name, type]) => `<attribute id="${name}" title="${name}" type="${type}"/>`);
      return all.length === 0 ? '' : `<attributes class="${owner}">${all.join('')}</attributes>`;
    },
  };
}

function nodeOf(key: string, { kind, record }: NodeAttributes, locale: Locale): { label: string; values: Values } {
  const fields = record as Values;
  const name = 'name' in record ? record.name : undefined;
  const label = (locale === 'zh' ? name?.zh || name?.en : name?.en || name?.zh) || key.slice(key.indexOf(':') + 1);
  return { label, values: { kind, ...Object.fromEntries(FIELDS.map((field) => [field, fields[field]])) } };
}
