import { reporter } from '../../errors/fault-list.js';
import { type Fault, LinkageError } from '../../errors/linkage-error.js';
import { type FundInput, readFund } from '../../fund/read-fund.js';
import { quoted } from '../csv.js';

/** What the format asks for besides the vote; `unknown` unless it is given. */
const ASKED = ['description', 'country', 'unit', 'instance', 'date_begin', 'date_end'];

/**
 * A vote in the format of pabulib.org (`.pb`), which `readPabulib` reads back: amounts in yuan, approvals as `approval`, points as `scoring`. Ceilings, step
 * and utility have no place in it. O(length).
 *
 * @param meta what stands in META, such as `unit`, `date_begin`, `currency`
 * @throws LinkageError `INVALID_INPUT`, as `allocateFund`, and for ids of projects that the format cannot hold
 */
export function writePabulib(input: FundInput, meta: Readonly<Record<string, string>> = {}): string {
  const { projects, budget, rules } = readFund(input);
  const faults: Fault[] = [];
  const report = reporter(faults);
  for (const [i, { id }] of input.projects.entries())
    if (id.includes(',') || id.trim() !== id || /^(meta|projects|votes)$/i.test(id))
      report(
        'BAD_ID',
        ['projects', i, 'id'],
        id,
        'expected an id without commas, blanks around it or the name of a section. Maybe rename it.',
      );
  if (faults.length > 0) throw new LinkageError('INVALID_INPUT', 'This vote does not fit the format.', faults);
  const hasPoints = input.ballots[0]?.points !== undefined;
  const head = {
    ...Object.fromEntries(ASKED.map((key) => [key, 'unknown'])),
    ...meta,
    num_projects: projects.length,
    num_votes: input.ballots.length,
    budget: yuan(budget),
    vote_type: hasPoints ? 'scoring' : 'approval',
    rule:
      rules.method === 'greedy' ? 'greedy' : rules.completion.startsWith('add1') ? 'equalshares/add1' : 'equalshares',
  };
  const columns = [
    ['name', 'name'],
    ['category', 'category'],
    ['community', 'neighborhood'],
    ['organisation', 'organisation'],
  ] as const;
  const used = columns.filter(([field]) => projects.some((one) => one[field] !== undefined));
  const section = (title: string, rows: readonly (readonly (string | number)[])[]) =>
    [title, ...rows.map((row) => row.map((cell) => quoted(String(cell), ';')).join(';')), ''].join('\n');
  return [
    section('META', [['key', 'value'], ...Object.entries(head)]),
    section('PROJECTS', [
      ['project_id', 'cost', ...used.map(([, header]) => header)],
      ...projects.map((one) => [one.id, yuan(one.cost), ...used.map(([field]) => one[field] ?? '')]),
    ]),
    section('VOTES', [
      hasPoints ? ['voter_id', 'vote', 'points'] : ['voter_id', 'vote'],
      ...input.ballots.map(({ voter, approves = [], points = {} }) =>
        hasPoints
          ? [voter, Object.keys(points).join(','), Object.values(points).join(',')]
          : [voter, approves.join(',')],
      ),
    ]),
  ].join('');
}

function yuan(fen: number): string {
  const part = fen % 100;
  return `${(fen - part) / 100}${part > 0 ? `.${String(part).padStart(2, '0')}` : ''}`;
}
