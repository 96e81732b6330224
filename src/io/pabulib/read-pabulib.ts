import type { FaultCode } from '../../errors/codes.js';
import { reporter } from '../../errors/fault-list.js';
import { notOnTheList } from '../../errors/findings.js';
import { type Fault, LinkageError } from '../../errors/linkage-error.js';
import type { FundInput } from '../../fund/read-fund.js';
import { parseCsv } from '../csv.js';

/** A vote that was read from a file. */
export interface PabulibFile {
  /** For `allocateFund`; amounts in hundredths of the currency of the file. — 供 allocateFund 使用；金额单位为货币的百分之一。 */
  readonly input: FundInput;
  /** All that the section META says. — META 一节的全部内容。 */
  readonly meta: Readonly<Record<string, string>>;
  /** Keys of META and columns of PROJECTS that would bear on the outcome and are not applied. — 会影响结果而未采用的项。 */
  readonly ignored: readonly string[];
}

/** Vote types that are taken, and whether a vote has points. */
const TYPES: Readonly<Record<string, boolean>> = {
  approval: false,
  'choose-1': false,
  cumulative: true,
  scoring: true,
};

/** What a file may ask for and we do not do. */
const NOT_APPLIED = /^(min_project_score_threshold|budget_per_|default_score$|(min|max)_\w+_per_)/;

type Row = Readonly<Record<string, string>> & { readonly line: number };

/**
 * Reads a vote in the format of pabulib.org (`.pb`): sections META, PROJECTS and VOTES of lines with semicolons, decimals with a point or a comma. Votes of
 * type `approval`, `choose-1`, `cumulative` and `scoring` are taken; points with decimals are scaled to whole numbers, all alike. `ordinal` is refused, since
 * shares are paid by points and a rank has none. `neighborhood`, else `district`, is read as the community, `category` where it is a single one, and a column
 * `organisation`. O(length).
 *
 * @throws LinkageError `INVALID_INPUT`, with all faults by line of the file: sections or columns that are missing, another vote type, amounts and points that
 *   are none or below 0, votes for projects that are not there, counts that differ from `num_projects` and `num_votes`
 */
export function readPabulib(text: string): PabulibFile {
  const faults: Fault[] = [];
  const report = reporter(faults);
  const tell = (code: FaultCode, row: Row, field: string, message: string) =>
    report(code, row.line > 0 ? ['line', row.line, field] : ['META', row['key']!], row[field], message);
  const { META, PROJECTS, VOTES } = sectionsOf(text);
  const meta = Object.fromEntries(META.map(({ key = '', value = '' }) => [key, value]));
  const entry = (key: string): Row =>
    META.find((row) => row['key'] === key) ?? ({ key, line: 0 } as Record<string, unknown> as Row);
  const needed = (row: Row, field: string): string => {
    const value = row[field] ?? '';
    if (value === '') tell('REQUIRED', row, field, 'expected a value, found nothing.');
    return value;
  };

  const budget = fenOf(entry('budget'), 'value');
  const type = needed(entry('vote_type'), 'value');
  if (type !== '' && !Object.hasOwn(TYPES, type)) {
    const hint = type === 'ordinal' ? ' Maybe give points for ranks, and write `scoring`.' : '';
    tell('UNKNOWN_WORD', entry('vote_type'), 'value', notOnTheList(type, Object.keys(TYPES))[1] + hint);
  }
  for (const [key, rows] of [
    ['num_projects', PROJECTS],
    ['num_votes', VOTES],
  ] as const) {
    const said = entry(key);
    if (said.line > 0 && Number(said['value']) !== rows.length)
      tell('CONTRADICTION', said, 'value', `the file has ${rows.length}. Maybe it was cut off, or lines were added.`);
  }

  const projects = PROJECTS.map((row) => {
    const community = row['neighborhood'] || row['district'];
    const category = row['category']?.includes(',') ? '' : row['category'];
    return {
      id: needed(row, 'project_id'),
      cost: fenOf(row, 'cost'),
      ...(row['name'] && { name: row['name'] }),
      ...(community && { community }),
      ...(category && { category }),
      ...(row['organisation'] && { organisation: row['organisation'] }),
    };
  });
  const known = new Set(projects.map(({ id }) => id));
  const votes = VOTES.map((row) => {
    const names = listOf(row['vote']);
    const lost = names.find((name) => !known.has(name));
    if (lost !== undefined) tell('DANGLING_REFERENCE', row, 'vote', `no project has the id ${JSON.stringify(lost)}.`);
    const points = TYPES[type] ? listOf(row['points']) : [];
    if (TYPES[type] && points.length !== names.length)
      tell('CONTRADICTION', row, 'points', `expected ${names.length}, one for each project.`);
    if (points.some((each) => !/^\d+(?:[.,]\d+)?$/.test(each)))
      tell('NOT_A_NUMBER', row, 'points', 'expected numbers, none below 0.');
    return { voter: needed(row, 'voter_id'), names, points: points.map((each) => each.replace(',', '.')) };
  });
  if (faults.length > 0) throw new LinkageError('INVALID_INPUT', 'This is no vote that can be counted.', faults);

  const decimals = Math.max(0, ...votes.flatMap(({ points }) => points.map((each) => each.split('.')[1]?.length ?? 0)));
  const scaled = (each: string) => Number(`${each}e${decimals}`);
  const ballots = votes.map(({ voter, names, points }) =>
    TYPES[type]
      ? { voter, points: Object.fromEntries(names.map((name, i) => [name, scaled(points[i]!)])) }
      : { voter, approves: names },
  );
  const columns = PROJECTS.some((row) => row['category']?.includes(',')) ? ['category'] : [];
  return {
    input: { projects, ballots, budget },
    meta,
    ignored: [...Object.keys(meta).filter((key) => NOT_APPLIED.test(key)), ...columns],
  };

  /** Hundredths of a currency, exactly. */
  function fenOf(row: Row, field: string): number {
    const value = needed(row, field);
    const [, whole, part = ''] = /^(\d+)(?:[.,](\d{0,2})0*)?$/.exec(value) ?? [];
    if (value !== '' && whole === undefined)
      tell('NOT_A_NUMBER', row, field, 'expected an amount of at most two decimals, not below 0.');
    return Number(`${whole ?? 0}${part.padEnd(2, '0')}`);
  }
}

const listOf = (cell = ''): string[] => cell.split(',').flatMap((each) => each.trim() || []);

/** The rows of each section, by the headers of its columns. */
function sectionsOf(text: string): Record<'META' | 'PROJECTS' | 'VOTES', Row[]> {
  const sections: Record<'META' | 'PROJECTS' | 'VOTES', Row[]> = { META: [], PROJECTS: [], VOTES: [] };
  const { rows } = parseCsv(text.replace(/^\ufeff/, ''), ';');
  let section: Row[] = [];
  let headers: string[] | undefined;
  for (const [i, cells] of rows.entries()) {
    const [first = '', ...rest] = cells.map((cell) => cell.trim());
    const title = first.toUpperCase();
    if (first === '' && rest.every((cell) => cell === '')) continue;
    if (Object.hasOwn(sections, title) && rest.every((cell) => cell === '')) {
      section = sections[title as keyof typeof sections];
      headers = undefined;
    } else if (!headers) headers = [first, ...rest];
    else
      section.push({
        ...Object.fromEntries(headers.map((header, c) => [header, [first, ...rest][c] ?? ''])),
        line: i + 1,
      } as unknown as Row);
  }
  return sections;
}
