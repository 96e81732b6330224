/** The fixed world that random networks are drawn from: streets, points, slots, capabilities. */
import type { WrittenInput, WrittenStation } from './network-types.js';

export const NOW = '2026-03-07T08:00:00+08:00';
export const PAST = '2026-03-01T00:00:00Z';
export const FUTURE = '2026-04-01T00:00:00Z';
export const SLOTS = [
  { id: 'a', start: '2026-03-06T09:00:00+08:00', end: '2026-03-06T12:00:00+08:00' },
  { id: 'b', start: '2026-03-08T09:00:00+08:00', end: '2026-03-08T12:00:00+08:00' },
  { id: 'c' },
];
/** Capabilities and the unit that each comes in. */
export const CAPABILITIES = [
  { code: 'casework', unit: 'case' },
  { code: 'escort', unit: 'session' },
  { code: 'relief', unit: 'fen' },
  { code: 'meal', unit: 'item' },
  { code: 'respite', unit: 'minute' },
  { code: 'supervision', unit: 'case' },
] as const;
export const CATALOGUE: NonNullable<WrittenInput['catalogue']> = [
  { code: 'relief', unit: 'fen' },
  { code: 'respite', unit: 'minute', lot: 30 },
  { code: 'item', lot: 2 },
  {
    code: 'crisis',
    requirements: [
      { capability: 'casework', unit: 'case' },
      { capability: 'relief', quantity: 2, unit: 'fen' },
    ],
  },
];
export const STREETS = ['460105001', '460105002', '460106001'];
export const LATITUDES = [20, 20.01, 20.03, 20.09];
export const RADII = [500, 1600, 2800, 5000, 9000, 20_000];
export const URGENCIES = ['urgent', 'difficult', 'worrying', 'hoped', '急', '难', '愁', '盼'] as const;
export const SOCIETIES = ['socialWorker', 'organisation', 'volunteer', 'resource', 'community'] as const;

/** Three streets in two districts of one city; or less of that. */
export function stationsOf(mode: number): WrittenStation[] {
  const city: WrittenStation = { id: 'city', tier: 'city', adminCode: '4601' };
  const districts: WrittenStation[] = [
    { id: 'd1', tier: 'district', parent: 'city', adminCode: '460105' },
    { id: 'd2', tier: 'district', parent: 'city', adminCode: '460106' },
  ];
  const streets: WrittenStation[] = STREETS.map((adminCode, i) => ({
    id: `s${i}`,
    tier: 'street',
    parent: i < 2 ? 'd1' : 'd2',
    adminCode,
  }));
  if (mode === 0) return [];
  if (mode === 1) return [city, ...districts];
  if (mode === 2) return [...districts.map(({ parent: _, ...rest }) => rest), ...streets];
  if (mode === 3) return [...streets.map(({ adminCode: _, ...rest }) => rest), ...districts, city];
  return [city, ...districts, ...streets];
}
