import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as bull from '../../src/cluster/bullmq.js';
import * as clusters from '../../src/cluster/index.js';
import * as boss from '../../src/cluster/pg-boss.js';
import * as library from '../../src/index.js';
import * as io from '../../src/io/index.js';
import * as kernel from '../../src/kernel/index.js';
import * as libraries from '../../src/library/index.js';
import { RULE_NAMES, TERM_NAMES } from '../../src/policy/built-in.js';
import * as reports from '../../src/report/index.js';
import * as shards from '../../src/shard/index.js';
import * as workers from '../../src/worker/index.js';
import { ROOT } from './run-example.js';

const guide = readFileSync(join(ROOT, 'examples/README.md'), 'utf8');
const missing = (names: readonly string[]): string[] =>
  names.filter((name) => !new RegExp(`\`${name}(?:\\([^\`]*\\))?\``).test(guide));

describe('the guide', () => {
  it('has every public name that is not only a type', () => {
    const names = [library, bull, clusters, boss, io, kernel, libraries, reports, shards, workers].flatMap((entry) =>
      Object.keys(entry),
    );
    expect(missing(names)).toEqual([]);
  });

  it('has every rule, term and preset', () => {
    expect(missing([...RULE_NAMES, ...TERM_NAMES, ...Object.keys(library.presets)])).toEqual([]);
  });
});
