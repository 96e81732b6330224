import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { GENERATED, pageModule } from '../../../.ci/page.js';
import * as parts from '../../../src/report/page.generated.js';

describe('script and style of the page', () => {
  it('are made from their sources as they are now: `npm run page`', async () => {
    expect(readFileSync(GENERATED, 'utf8')).toBe(await pageModule());
  });

  it.each(Object.entries(parts))('%s is what the policy of the page allows', (_, { text, hash }) => {
    expect(hash).toBe(`sha256-${createHash('sha256').update(text).digest('base64')}`);
  });

  it.each(Object.entries(parts))('%s cannot end its element, nor be changed by how lines end', (_, { text }) => {
    expect(text).not.toMatch(/<\/|<!--|\r/);
  });

  it('is nothing that the core takes in', () => {
    const face = readFileSync(join(import.meta.dirname, '../../../src/index.ts'), 'utf8');
    expect(face).not.toContain('report/');
  });
});
