import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ROOT, type Run, runExample } from './run-example.js';

/** A command line that is misuse, and what is said of it. */
const MISUSE: Readonly<Record<string, readonly [args: readonly string[], message: string][]>> = {
  '02-haikou.ts': [
    [['--sed', '3'], "Unknown option '--sed'."],
    [['--seed'], "Option '--seed <value>' argument missing."],
    [['--seed', 'x'], "--seed cannot be 'x'."],
    [['--needs', '0'], "--needs cannot be '0'."],
    [['--lang', 'fr'], "--lang cannot be 'fr'."],
    [['somewhere'], "Unexpected argument 'somewhere'."],
  ],
  '03-ppe-match.ts': [
    [['--whole=yes'], "Option '--whole' does not take an argument."],
    [['--most', 'all'], "--most cannot be 'all'."],
    [['--from', 'May'], "--from cannot be 'May'."],
  ],
  '04-wuhan-relief.ts': [
    [['--days', '-1'], "Option '--days' argument is ambiguous."],
    [['--days='], "--days cannot be ''."],
    [['a', 'b'], "Unexpected argument 'b'."],
  ],
  '05-three-vs-five.ts': [
    [['--lang', 'fr'], "--lang cannot be 'fr'."],
    [['--needs', 'all'], "--needs cannot be 'all'."],
    [['somewhere'], "Unexpected argument 'somewhere'."],
  ],
  '06-spreadsheets.ts': [
    [['--lang', 'fr'], "--lang cannot be 'fr'."],
    [['somewhere'], "Unexpected argument 'somewhere'."],
  ],
  '07-escalation.ts': [[['--reserve', '2'], "--reserve cannot be '2'."]],
  '08-fifty-two-weeks.ts': [[['--weeks', '0'], "--weeks cannot be '0'."]],
  '09-embed-server.ts': [[['--port', 'any'], "--port cannot be 'any'."]],
  '10-browser.ts': [[['somewhere'], "Unexpected argument 'somewhere'."]],
  '11-fund-vote.ts': [[['none'], "Unexpected argument 'none'."]],
  '12-outcomes.ts': [[['none'], "Unexpected argument 'none'."]],
  '13-city-library.ts': [[['--lang', 'fr'], "--lang cannot be 'fr'."]],
  '14-province.ts': [
    [['--cities', '1'], "--cities cannot be '1'."],
    [['--threads', '0'], "--threads cannot be '0'."],
    [['none'], "Unexpected argument 'none'."],
  ],
  'json-schema.ts': [
    [['--out', 'x'], "Unknown option '--out'."],
    [['a', 'b'], "Unexpected argument 'b'."],
  ],
};

// 01 is the first block of the README and takes nothing; the other files are parts of these.
const examples = readdirSync(join(ROOT, 'examples')).filter(
  (file) => /^\d|^json/.test(file) && !file.startsWith('01-'),
);

let calls = 0;
const { argv } = process;
afterEach(() => {
  process.argv = argv;
  vi.restoreAllMocks();
});

/** What an example says of a command line, and its status, up to where it ends itself: here, as starting Node for each takes longer than all else. */
async function said(file: string, args: readonly string[]): Promise<Run> {
  const told = { status: null as number | null, stdout: '', stderr: '' };
  const hear = (stream: 'stdout' | 'stderr') => (text: string) => {
    if (told.status === null) told[stream] += `${text}\n`;
  };
  vi.spyOn(console, 'log').mockImplementation(hear('stdout'));
  vi.spyOn(console, 'error').mockImplementation(hear('stderr'));
  vi.spyOn(process, 'exit').mockImplementation((status) => {
    told.status ??= Number(status);
    throw new Error('ended');
  });
  process.argv = [...argv.slice(0, 1), file, ...args];
  await expect(import(`${join(ROOT, 'examples', file)}?${calls++}`)).rejects.toThrow('ended');
  return told;
}

describe.each(examples)('%s', (file) => {
  it('prints its usage on --help, wherever that stands, and nothing else', async () => {
    const { status, stdout, stderr } = await said(file, ['somewhere', '--help']);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^Usage: (npm run|npx tsx) .+\n\n[A-Z]/);
    const [, call = ''] = /^Usage: (.+)\n/.exec(stdout) ?? [];
    // Every option of the first line is told of below it.
    for (const [option] of call.matchAll(/--[a-z]+/g)) expect(stdout.split('\n').slice(1).join()).toContain(option);
    expect((await said(file, ['-h'])).stdout).toBe(stdout);
  });

  it.each(MISUSE[file] ?? [[['none'], 'add what is misuse']])('takes %j for misuse', async (args, message) => {
    const { status, stdout, stderr } = await said(file, args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr.startsWith(`${message} Usage: `), stderr).toBe(true);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});

it('says the same as a program of its own', async () => {
  for (const args of [['-h'], ['--out', 'x']])
    expect(runExample('json-schema.ts', args)).toEqual(await said('json-schema.ts', args));
});
