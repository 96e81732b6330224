import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const style = (name: string) => readFileSync(join(import.meta.dirname, '../../../src/report/page', name), 'utf8');
const coloursIn = (css: string) =>
  Object.fromEntries([...css.matchAll(/--([\w-]+):(#[0-9a-f]{3,6})\b/g)].map(([, name, colour]) => [name, colour]));

/** @see WCAG 2.2, relative luminance and contrast ratio. */
function luminance(colour: string): number {
  const digits = colour.slice(1).replace(/^(.)(.)(.)$/, '$1$1$2$2$3$3');
  const [r, g, b] = [0, 2, 4].map((i) => {
    const part = Number.parseInt(digits.slice(i, i + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}
const contrast = (one: string, other: string) => {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
};

describe.each([['light.css'], ['dark.css']])('colours of %s', (name) => {
  const colours = coloursIn(style(name));
  const on = (colour: string, ground = 'paper') => contrast(colours[colour]!, colours[ground]!);

  it('let graphics stand out, what is unmet the most', () => {
    const curves = Array.from({ length: 6 }, (_, i) => `curve${i}`);
    const societies = ['community', 'socialWorker', 'organisation', 'volunteer', 'resource'];
    for (const graphic of ['met', 'partly', 'unmet', 'before', ...societies, ...curves])
      expect([graphic, on(graphic) >= 3]).toEqual([graphic, true]);
    expect(on('unmet')).toBeGreaterThan(1.4 * on('met'));
    expect(on('unmet')).toBeGreaterThan(1.4 * on('partly'));
  });

  it('let words be read', () => {
    for (const ink of ['ink', 'muted', 'accent', 'urgent', 'difficult', 'worrying', 'hoped'])
      expect([ink, on(ink) >= 4.5]).toEqual([ink, true]);
    for (const i of [0, 1, 2, 3, 4, 5]) expect(on(i > 3 ? 'on-step' : 'ink', `step${i}`)).toBeGreaterThanOrEqual(4.5);
  });
});
