import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allocateFund } from '../../../../src/fund/allocate-fund.js';
import { readPabulib } from '../../../../src/io/pabulib/read-pabulib.js';
import { writePabulib } from '../../../../src/io/pabulib/write-pabulib.js';
import { briefly, thrown } from '../../../support/thrown.js';

// The example of the format's own description, pabulib.org/format, with line ends of Windows.
const WIELICZKA = `META
key; value
description; Municipal PB in Wieliczka
country; Poland
unit; Wieliczka
instance; 2020
num_projects; 5
num_votes; 10
budget; 2500
rule; greedy
vote_type; approval
min_length; 1
max_length; 3
date_begin; 16.09.2023
date_end; 04.10.2023
PROJECTS
project_id; cost; category
1; 600; culture, education
2; 800; sport
4; 1400; culture
5; 1000; health, sport
7; 1200; education
VOTES
voter_id; age; sex; vote
1; 34; f; 1,2,4
2; 51; m; 1,2
3; 23; m; 2,4,5
4; 19; f; 5,7
5; 62; f; 1,4,7
6; 54; m; 1,7
7; 49; m; 5
8; 27; f; 4
9; 39; f; 2,4,5
10; 44; m; 4,5
`.replaceAll('\n', '\r\n');

const file = (type: string, votes: string, meta = '') =>
  `META\nkey;value\nbudget;10,50\nvote_type;${type}\n${meta}PROJECTS\nproject_id;cost;name;neighborhood\na;1.5;"Park; ""West""";North\nb;2,25;B;\nVOTES\nvoter_id;vote;points\n${votes}`;

describe('readPabulib', () => {
  it('reads the example of the format', () => {
    const { input, meta, ignored } = readPabulib(WIELICZKA);
    expect(input).toMatchObject({
      budget: 250_000,
      projects: [{ id: '1', cost: 60_000 }, { id: '2', category: 'sport' }, {}, {}, {}],
    });
    expect(input.ballots[2]).toEqual({ voter: '3', approves: ['2', '4', '5'] });
    expect([meta['unit'], meta['max_length']]).toEqual(['Wieliczka', '3']);
    expect(ignored).toEqual(['category']);
    // By hand: 4 has six votes, 5 has five, and 100 are left.
    expect(allocateFund({ ...input, rules: { method: 'greedy' } }).funded.map(({ project }) => project)).toEqual([
      '4',
      '5',
    ]);
  });

  it('reads quotes, decimals and a byte order mark', () => {
    const { input, ignored } = readPabulib(
      `\ufeff${file('choose-1', 'x;a;\ny;;\n', 'budget_per_category;5\nmin_project_score_threshold;2\n')}`,
    );
    expect(input).toEqual({
      budget: 1050,
      projects: [
        { id: 'a', cost: 150, name: 'Park; "West"', community: 'North' },
        { id: 'b', cost: 225, name: 'B' },
      ],
      ballots: [
        { voter: 'x', approves: ['a'] },
        { voter: 'y', approves: [] },
      ],
    });
    expect(ignored).toEqual(['budget_per_category', 'min_project_score_threshold']);
  });

  it.each(['cumulative', 'scoring'])('scales the points of type %s to whole numbers, all alike', (type) => {
    const { input } = readPabulib(file(type, 'x;a,b;1.5,2.25\ny;b;3\n'));
    expect(input.ballots.map(({ points }) => points)).toEqual([{ a: 150, b: 225 }, { b: 300 }]);
  });

  it('refuses with the line of every fault', () => {
    const bad = file('scoring', 'x;a,c;1\n;a;-1\n', 'num_votes;3\n').replace('2,25', '2.255').replace('10,50', '');
    expect(briefly(thrown(() => readPabulib(bad)))).toEqual([
      ['REQUIRED', 'line[3].value', ''],
      ['CONTRADICTION', 'line[5].value', '3'],
      ['NOT_A_NUMBER', 'line[9].cost', '2.255'],
      ['DANGLING_REFERENCE', 'line[12].vote', 'a,c'],
      ['CONTRADICTION', 'line[12].points', '1'],
      ['NOT_A_NUMBER', 'line[13].points', '-1'],
      ['REQUIRED', 'line[13].voter_id', ''],
    ]);
    const ordinal = thrown(() => readPabulib(file('ordinal', 'x;a,b;\n')));
    expect(briefly(ordinal)).toEqual([['UNKNOWN_WORD', 'line[4].value', 'ordinal']]);
    expect(ordinal.details[0]!.message).toContain('Maybe give points for ranks, and write `scoring`.');
    expect(briefly(thrown(() => readPabulib('not a vote')))).toEqual([
      ['REQUIRED', 'META', undefined],
      ['REQUIRED', 'PROJECTS', undefined],
      ['REQUIRED', 'VOTES', undefined],
      ['REQUIRED', 'META.budget', undefined],
      ['REQUIRED', 'META.vote_type', undefined],
    ]);
  });
});

describe('what would be read wrong without a word', () => {
  const good = file('scoring', 'x;a,b;1,2\n');
  it.each([
    ['a column that is missing', good.replace(';points', ';other'), 'REQUIRED', 'line[11].points'],
    ['a project twice', good.replace('a,b;', 'a,a;'), 'DUPLICATE', 'line[11].vote'],
    ['a cell too many', good.replace('B;', 'B;South;East'), 'RAGGED_ROW', 'line[8]'],
    ['a quote that is not closed', good.replace('B;', '"B;'), 'BAD_QUOTES', 'line[8]'],
  ])('is refused: %s', (_, text, code, place) => {
    expect(briefly(thrown(() => readPabulib(text)))[0]!.slice(0, 2)).toEqual([code, place]);
  });
});

describe('writePabulib', () => {
  it('writes what the format asks for', () => {
    const input = {
      projects: [{ id: 'a', cost: 150, name: 'Park; "West"', organisation: 'o' }],
      ballots: [{ voter: 'x', points: { a: 3 } }],
      budget: 105,
    };
    expect(writePabulib(input, { unit: 'Haikou' })).toBe(`META
key;value
description;unknown
country;unknown
unit;Haikou
instance;unknown
date_begin;unknown
date_end;unknown
num_projects;1
num_votes;1
budget;1.05
vote_type;scoring
rule;equalshares/add1
PROJECTS
project_id;cost;name;organisation
a;1.50;"Park; ""West""";o
VOTES
voter_id;vote;points
x;a;3
`);
    expect(readPabulib(writePabulib(input)).input).toEqual(input);
  });

  it.each(['a,b', ' a', 'Votes'])('refuses the id "%s", which the format cannot hold', (id) => {
    const error = thrown(() => writePabulib({ projects: [{ id, cost: 1 }], ballots: [], budget: 1 }));
    expect(briefly(error)).toEqual([['BAD_ID', 'projects[0].id', id]]);
  });
});

const named = process.env['FSL_DATA'] && join(process.env['FSL_DATA'], 'pabulib');
const folder = named && existsSync(named) ? named : undefined;

describe('the public files', () => {
  it.skipIf(!folder)('are read and counted, each with its proof; FSL_DATA names the folder that has pabulib/', () => {
    const files = readdirSync(folder!).filter((name) => name.endsWith('.pb'));
    expect(files.length).toBeGreaterThan(0);
    for (const name of files) {
      const text = readFileSync(join(folder!, name), 'utf8');
      if (/^vote_type; ?ordinal/m.test(text)) continue;
      const { input } = readPabulib(text);
      const { spent, budget } = allocateFund({ ...input, rules: { completion: 'greedy' } });
      expect([name, spent <= budget]).toEqual([name, true]);
    }
  });
});
