import type { FaultCode } from '../../errors/codes.js';
import { type Report, reporter } from '../../errors/fault-list.js';
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

const SECTIONS = ['META', 'PROJECTS', 'VOTES'] as const;
type Section = (typeof SECTIONS)[number];

/** Cells by the header of their column, and the line where they stand. */
interface Row {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

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
  const { META, PROJECTS, VOTES } = sectionsOf(text, report);
  const meta = Object.fromEntries(META.map(({ cells }) => [cells['key'] ?? '', cells['value'] ?? '']));
  const tell: Tell = (code, { line, cells }, field, message) =>
    report(code, line > 0 ? ['line', line, field] : ['META', cells['key']!], cells[field], message);
  const entry = (key: string) => META.find(({ cells }) => cells['key'] === key) ?? { line: 0, cells: { key } };

  const budget = fenOf(entry('budget'), 'value', tell);
  const type = needed(entry('vote_type'), 'value', tell);
  if (type !== '' && !Object.hasOwn(TYPES, type)) {
    const hint = type === 'ordinal' ? ' Maybe give points for ranks, and write `scoring`.' : '';
    tell('UNKNOWN_WORD', entry('vote_type'), 'value', notOnTheList(type, Object.keys(TYPES))[1] + hint);
  }
  for (const [key, { length }] of Object.entries({ num_projects: PROJECTS, num_votes: VOTES }))
    if (Object.hasOwn(meta, key) && Number(meta[key]) !== length)
      tell('CONTRADICTION', entry(key), 'value', `the file has ${length}. Maybe it was cut off, or lines were added.`);

  const projects = PROJECTS.map((row) => {
    const { name, neighborhood, district, category, organisation } = row.cells;
    const more = {
      name,
      community: neighborhood || district,
      category: category?.includes(',') ? '' : category,
      organisation,
    };
    return {
      id: needed(row, 'project_id', tell),
      cost: fenOf(row, 'cost', tell),
      ...(Object.fromEntries(Object.entries(more).filter(([, value]) => value)) as Partial<
        Record<keyof typeof more, string>
      >),
    };
  });
  const ballots = ballotsOf(VOTES, TYPES[type] ?? false, new Set(projects.map(({ id }) => id)), tell);
  if (faults.length > 0) throw new LinkageError('INVALID_INPUT', 'This is no vote that can be counted.', faults);
  const ignored = Object.keys(meta).filter((key) => NOT_APPLIED.test(key));
  if (PROJECTS.some(({ cells }) => cells['category']?.includes(','))) ignored.push('category');
  return { input: { projects, ballots, budget }, meta, ignored };
}

type Tell = (code: FaultCode, row: Row, field: string, message: string) => void;

function needed(row: Row, field: string, tell: Tell): string {
  const value = row.cells[field] ?? '';
  if (value === '') tell('REQUIRED', row, field, 'expected a value, found nothing.');
  return value;
}

/** Hundredths of a currency, exactly. */
function fenOf(row: Row, field: string, tell: Tell): number {
  const value = needed(row, field, tell);
  const found = /^(\d+)(?:[.,](\d{0,2})0*)?$/.exec(value || '0');
  const [, whole = '0', part = ''] = found ?? [];
  if (!found) tell('NOT_A_NUMBER', row, field, 'expected an amount of at most two decimals, not below 0.');
  return Number(`${whole}${part.padEnd(2, '0')}`);
}

function ballotsOf(rows: readonly Row[], hasPoints: boolean, known: ReadonlySet<string>, tell: Tell) {
  const votes = rows.map((row) => {
    const names = listOf(row, 'vote', tell);
    const lost = names.find((name) => !known.has(name));
    if (lost !== undefined) tell('DANGLING_REFERENCE', row, 'vote', `no project has the id ${JSON.stringify(lost)}.`);
    if (new Set(names).size < names.length) tell('DUPLICATE', row, 'vote', 'expected each project once.');
    const points = hasPoints ? listOf(row, 'points', tell).map((each) => each.replace(',', '.')) : [];
    if (hasPoints && points.length !== names.length)
      tell('CONTRADICTION', row, 'points', `expected ${names.length}, one for each project.`);
    if (points.some((each) => !/^\d+(?:\.\d+)?$/.test(each)))
      tell('NOT_A_NUMBER', row, 'points', 'expected numbers, none below 0.');
    return { voter: needed(row, 'voter_id', tell), names, points };
  });
  const decimals = votes.reduce(
    (most, { points }) => Math.max(most, ...points.map((each) => each.split('.')[1]?.length ?? 0)),
    0,
  );
  return votes.map(({ voter, names, points }) =>
    hasPoints
      ? { voter, points: Object.fromEntries(names.map((name, i) => [name, Number(`${points[i]}e${decimals}`)])) }
      : { voter, approves: names },
  );
}

function listOf(row: Row, field: string, tell: Tell): string[] {
  const cell = row.cells[field];
  if (cell === undefined) tell('REQUIRED', row, field, 'expected this column.');
  return (cell ?? '').split(',').flatMap((each) => each.trim() || []);
}

/** The rows of each section, by the headers of its columns. */
function sectionsOf(text: string, report: Report): Record<Section, Row[]> {
  const sections: Partial<Record<Section, Row[]>> = {};
  const { rows, broken } = parseCsv(text.replace(/^\ufeff/, ''), ';');
  let section: Section | undefined;
  let headers: string[] | undefined;
  for (const [i, row] of rows.entries()) {
    const line = i + 1;
    const cells = row.map((cell) => cell.trim());
    const filled = cells.findLastIndex((cell) => cell !== '') + 1;
    const title = SECTIONS.find((name) => name === cells[0]!.toUpperCase() && filled === 1);
    if (broken.has(i))
      report('BAD_QUOTES', ['line', line], undefined, 'a quote is not closed here. Maybe double quotes inside a cell.');
    if (filled === 0) continue;
    if (title) [section, headers] = [title, undefined];
    else if (!headers) headers = cells;
    else if (section !== undefined) {
      if (filled > headers.length && section !== 'META')
        report(
          'RAGGED_ROW',
          ['line', line],
          cells[headers.length],
          'expected no more cells than the header has. Maybe put cells with `;` in quotes.',
        );
      sections[section]!.push({
        line,
        cells: Object.fromEntries(headers.map((header, c) => [header, cells[c] ?? ''])),
      });
    }
    if (title) sections[title] = [];
  }
  for (const name of SECTIONS)
    if (!sections[name]) report('REQUIRED', [name], undefined, 'expected this section, found nothing.');
  return { META: [], PROJECTS: [], VOTES: [], ...sections };
}
