import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { provinceOf } from '../../../examples/province.js';
import { runCommand } from '../../../src/desk/command.js';
import { createNetwork, match } from '../../../src/index.js';
import { programOf } from '../../support/program.js';

const base = mkdtempSync(join(tmpdir(), 'fsl-'));
const SIZE = { cities: 3, streets: 2, communities: 2, needs: 2 };
process.env['FSL_CLUSTER'] = JSON.stringify({ ...SIZE, folder: join(base, 'parts'), role: 'module' });
afterAll(() => {
  delete process.env['FSL_CLUSTER'];
  rmSync(base, { recursive: true, force: true });
});

const out = join(base, 'out');
const file = join(out, 'manifest.json');
const command = (...args: string[]) => runCommand([...args, '--lang', 'en', '--out', out]);

describe('a plan in parts, by the command', () => {
  const module = programOf('test/support/province-cluster.ts');

  it('is made, written and checked', async () => {
    const plan = match(createNetwork(provinceOf(SIZE).whole()));
    const ran = await command('run', module, '--threads', '1');
    expect(ran).toMatchObject({ status: 0, error: '' });
    expect(ran.out).toContain(`4 parts, `);
    expect(ran.out).toContain(String(Reflect.get(plan.certificate!, 'root')));
    expect(readFileSync(join(out, 'plan.json'), 'utf8')).toBe(JSON.stringify(plan));
    expect(await command('verify', file, '--cluster', module)).toEqual({
      status: 0,
      out: '4 parts and their manifest checked against the records: they agree.',
      error: '',
    });
  });

  it('is refused where a figure was changed', async () => {
    const manifest = JSON.parse(readFileSync(file, 'utf8'));
    writeFileSync(file, JSON.stringify({ ...manifest, cost: manifest.cost - 1 }));
    const { status, out: said } = await command('verify', file, '--cluster', module);
    expect(status).toBe(1);
    expect(said).toContain('cost');
  });

  it.each([
    [['run'], /Which folder/],
    [['run', '/nowhere.mjs'], /nowhere\.mjs is no module of a cluster/],
    [['run', 'data:'], /is no module of a cluster/],
    [['worker', module], /A worker needs an engine/],
    [['run', module, '--threads', '0'], /--threads cannot be '0'\. Maybe 1 to 64\./],
    [['verify', file], /pass --cluster/],
    [['verify', join(base, 'none.json'), '--cluster', module], /none\.json cannot be read/],
  ])('says of %j what is wrong', async (args, message) => {
    const { status, out: said, error } = await command(...args);
    expect([status, said]).toEqual([2, '']);
    expect(error).toMatch(message);
  });
});
