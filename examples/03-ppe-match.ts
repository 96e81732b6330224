import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { groupBy } from 'lodash-es';
import { createNetwork, type Input, match, type ResourceInput, verify } from '../src/index.js';
import { dataFolder, misuse, numberFrom, readArguments, type Usage } from './arguments.js';
import { figure, padEnd, textTable } from './terminal.js';

/**
 * Real offers and needs of GetUsPPE.org, April to July 2020, from M. Samorani, R. Bala, R. Jacob and S. He, "A Software
 * Package and Data Set for the PPE Matching Problem During Covid-19", INFORMS Journal on Computing, 2022.
 *
 * The public form let people type anything: rows that ask or offer more than `--most` are left out and listed.
 *
 * A donor is a charitable resource that reaches everywhere, each row one offer of goods. A recipient is a community of its
 * own with one need, each row one requirement: so that recipients, not rows, share fairly what is scarce.
 */

const DATA = `This example reads the public data of the paper, which is not part of this package. To get it:

  1. download the repository INFORMSJoC/2021.0171 (MIT licence) from GitHub,
  2. run: npx tsx examples/03-ppe-match.ts <its folder "data">

The folder must hold anon_donors.csv and anon_recipients.csv (or the same rows as offers.json and needs.json).
Instead of the argument, FSL_DATA may name a folder that holds it as "ppe-match".`;

const USAGE: Usage = {
  call: 'npx tsx examples/03-ppe-match.ts <folder> [--from 2020-05-25] [--to 2020-05-27] [--whole] [--most 1000000]',
  about: `Real offers and needs of GetUsPPE.org, April to July 2020.

  --from, --to  first and last day
  --whole       all four months
  --most        leave out rows with more units than this, with --whole by default those above a million

${DATA}`,
};

interface Row {
  readonly id: string;
  /** ISO 8601, minute, UTC. */
  readonly date: string;
  readonly item: string;
  readonly qty: number;
}

/** The rows of one side, from the authors' CSV or from JSON; undefined when neither is there. */
function readRows(folder: string, csv: string, json: string): Row[] | undefined {
  if (existsSync(join(folder, csv))) {
    // Columns: row number, id, date, ppe, qty. No cell of this file holds a comma or a quote.
    const lines = readFileSync(join(folder, csv), 'utf8').trim().split(/\r?\n/).slice(1);
    return lines.map((line) => {
      const [, id = '', date = '', item = '', qty = ''] = line.split(',');
      return { id, date: `${date.slice(0, 10)}T${date.slice(11, 16)}Z`, item, qty: Number(qty) };
    });
  }
  return existsSync(join(folder, json)) ? JSON.parse(readFileSync(join(folder, json), 'utf8')) : undefined;
}

/** A row that is left out, and why. */
interface Issue {
  readonly side: string;
  readonly row: Row;
  readonly reason: string;
}

/** The rows that can be believed; the others become issues. */
function believable(side: string, rows: readonly Row[], most: number, issues: Issue[]): Row[] {
  return rows.filter((row) => {
    const reason = !Number.isSafeInteger(row.qty)
      ? 'not a whole number'
      : row.qty < 0
        ? 'below 0'
        : row.qty > most
          ? `more than ${figure(most)}`
          : undefined;
    if (reason !== undefined) issues.push({ side, row, reason });
    return reason === undefined;
  });
}

function toInput(offers: readonly Row[], needs: readonly Row[]): Input {
  const recipients = groupBy(needs, 'id');
  return {
    communities: Object.keys(recipients).map((id) => ({ id })),
    resources: Object.entries(groupBy(offers, 'id')).map(
      ([id, rows]): ResourceInput => ({
        id,
        kind: 'goods',
        offers: rows.map((row) => ({ capabilities: [row.item], quantity: row.qty })),
      }),
    ),
    needs: Object.entries(recipients).map(([id, rows]) => ({
      id,
      community: id,
      // The form did not ask how urgent it was: one rank for all.
      urgency: 'urgent',
      requirements: rows.map((row) => ({ capability: row.item, quantity: row.qty, unit: 'item' })),
    })),
  };
}

function day(option: string, text: string): string {
  return /^\d{4}-\d\d-\d\d$/.test(text) ? text : misuse(USAGE, `--${option} cannot be '${text}'.`);
}

function main(): number {
  const { values, positionals } = readArguments(
    USAGE,
    { from: { type: 'string' }, to: { type: 'string' }, whole: { type: 'boolean' }, most: { type: 'string' } },
    1,
  );
  const { whole = false } = values;
  const from = day('from', values.from ?? (whole ? '2020-03-01' : '2020-05-25'));
  const to = day('to', values.to ?? (whole ? '2020-07-31' : '2020-05-27'));
  const most = numberFrom(USAGE, 'most', values.most ?? (whole ? '1000000' : 'Infinity'), (units) => units >= 0);
  const folder = dataFolder(positionals, 'ppe-match');
  const allOffers = folder ? readRows(folder, 'anon_donors.csv', 'offers.json') : undefined;
  const allNeeds = folder ? readRows(folder, 'anon_recipients.csv', 'needs.json') : undefined;
  if (!allOffers || !allNeeds) {
    console.error(DATA);
    return 2;
  }
  const inWindow = (row: Row): boolean => row.date.slice(0, 10) >= from && row.date.slice(0, 10) <= to;
  const issues: Issue[] = [];
  const offers = believable('offer', allOffers.filter(inWindow), most, issues);
  const needs = believable('need', allNeeds.filter(inWindow), most, issues);

  const start = performance.now();
  const network = createNetwork(toInput(offers, needs));
  const plan = match(network);
  const seconds = (performance.now() - start) / 1000;
  const proof = verify(network, plan);

  const offered = new Map<string, number>();
  for (const { item, qty } of offers) offered.set(item, (offered.get(item) ?? 0) + qty);
  const rows = plan.coverage.byCapability.map(({ capability, demanded, covered }) => [
    capability,
    figure(offered.get(capability) ?? 0),
    figure(demanded),
    figure(covered),
  ]);
  const delivered = plan.coverage.byUnit.find(({ unit }) => unit === 'item')?.covered ?? 0;

  console.log(`GetUsPPE.org, ${from} to ${to}: ${figure(offers.length)} offers, ${figure(needs.length)} needs\n`);
  if (issues.length > 0) console.log(`${listed(issues)}\n`);
  console.log(textTable(['item', 'offered', 'needed', 'delivered'], rows));
  console.log(`\n${padEnd('delivered', 10)} ${figure(delivered)} units in ${figure(countShipments(plan))} shipments`);
  console.log(`${padEnd('time', 10)} ${seconds.toFixed(2)} s from records to plan`);
  const passed = proof.checks.filter(({ ok }) => ok).map(({ name }) => name);
  console.log(`${padEnd('proved', 10)} ${passed.join(', ')}`);
  for (const { name, ok, detail } of proof.checks) if (!ok) console.log(`${padEnd('REFUSED', 10)} ${name}: ${detail}`);
  return proof.ok ? 0 : 1;
}

/** How many rows are left out, and the first of each side. */
function listed(issues: readonly Issue[]): string {
  const sides = ['offer', 'need'].map((side) => issues.filter((issue) => issue.side === side));
  const lines = sides.flatMap((own) => [
    ...own.slice(0, 3).map(({ side, row, reason }) => `  ${side} ${row.id} ${row.item} ${figure(row.qty)}: ${reason}`),
    ...(own.length > 3 ? [`  … and ${own.length - 3} more ${own[0]?.side}s`] : []),
  ]);
  return [`left out ${figure(issues.length)} rows as issues:`, ...lines].join('\n');
}

/** Donor and recipient pairs that something is sent between. */
function countShipments(plan: ReturnType<typeof match>): number {
  return new Set(
    plan.linkages.flatMap(({ need, allocations }) => allocations.map(({ provider }) => `${provider} ${need}`)),
  ).size;
}

process.exitCode = main();
