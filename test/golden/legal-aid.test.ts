/**
 * Records entered twice in a real directory of legal aid in Florida, with slips, short forms and shorter texts put in. It comes from a public repository and is not part of
 * this one: set FSL_DATA to a folder that holds `florida-legal-aid/services.json`, with the text of its source beside it.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { findDuplicates } from '../../src/doubles/find-duplicates.js';
import { dice } from '../support/dice.js';
import { f1, textsTwice } from '../support/twice-entered.js';

const path = join(process.env['FSL_DATA'] ?? '', 'florida-legal-aid/services.json');
const row = z.object({
  service_uuid: z.string(),
  service_name: z.string(),
  organization_name: z.string(),
  service_description: z.string(),
  service_problem_codes: z.string(),
});

describe.skipIf(!process.env['FSL_DATA'] || !existsSync(path))('legal aid in Florida', () => {
  it('services that are there twice are found, and few others', () => {
    const services = z
      .array(row)
      .parse(JSON.parse(readFileSync(path, 'utf8')))
      .map((one) => ({
        id: one.service_uuid,
        kind: 'equipment' as const,
        name: one.service_name,
        host: one.organization_name,
        description: one.service_description,
        capabilities: one.service_problem_codes.split('; '),
      }));
    expect(services).toHaveLength(135);
    // Of all seeds together: a few services of the directory itself differ in their county only.
    const found: string[] = [];
    const same = new Set<string>();
    for (let seed = 1; seed <= 6; seed++) {
      const entered = textsTwice(services, ['name', 'description'], 30, dice(seed));
      for (const pair of entered.same) same.add(`${seed} ${pair}`);
      for (const { ids } of findDuplicates({ resources: entered.records }))
        found.push(`${seed} ${[...ids].sort().join(' ')}`);
    }
    expect(f1(found, same)).toBeGreaterThan(0.95);
  });
});
