import max from 'lodash-es/max.js';
import min from 'lodash-es/min.js';
import { tally } from '../figures/outcomes.js';
import { groupsBy } from '../kernel/maps.js';
import { grouped } from '../say/format.js';
import { type Locale, shown } from '../say/phrase.js';
import { REPORT_WORDS as words } from '../say/words.js';
import type { Chart } from './charts.js';
import { type CommunityTiers, type NeedFacts, type ReportFacts, shortened, shortNames } from './facts.js';
import { stepOf } from './report-tables.js';

const SIZE = 520;
/** In the middle of the tiers. */
const MOST_LETTERS = 24;
const DEGREE = Math.PI / 180;

/** Where communities are, if most that ask for something say so; as dots in their true proportions. */
export function map(facts: ReportFacts): Chart | undefined {
  const { communities, needs } = facts;
  const asking = groupsBy(needs, ({ place }) => [place.community]);
  const spots = communities.flatMap(({ id, location }) => {
    const own = asking.get(`community:${id}`);
    return location && own ? [{ location, own, street: own[0]!.place.street }] : [];
  });
  if (spots.length < 2 || 2 * spots.length < asking.size) return undefined;
  const ys = spots.map(({ location }) => location.lat);
  const squeeze = Math.cos(DEGREE * middleOf(ys));
  const xs = spots.map(({ location }) => location.lng * squeeze);
  const placed = spots.map(({ own, street }, i) => ({ own, street, x: xs[i]!, y: ys[i]! }));
  // As much room across as up, a little more than the dots take.
  const half = 0.56 * Math.max(max(xs)! - min(xs)!, max(ys)! - min(ys)!, 1e-4);
  const axis = (values: readonly number[]) => ({
    type: 'value',
    show: false,
    min: middleOf(values) - half,
    max: middleOf(values) + half,
  });
  const most = max(placed.map(({ own }) => own.length))!;
  const byStreet = groupsBy(placed, ({ street }) => [street]);
  const names = shortNames(facts, [...byStreet.keys()]);
  const streets = [...byStreet].map(([street, own]) => ({
    name: names.get(street)!,
    alone: own.length === 1,
    x: own.reduce((sum, { x }) => sum + x, 0) / own.length,
    y: own.reduce((sum, { y }) => sum + y, 0) / own.length,
  }));
  const scatter = { type: 'scatter', silent: true, emphasis: { disabled: true } };
  return {
    width: SIZE,
    height: SIZE,
    label: (locale) => `${words.map[locale]}: ${words.mapNote[locale]}`,
    option: (locale) => ({
      grid: { left: 4, right: 4, top: 4, bottom: 4 },
      xAxis: axis(xs),
      yAxis: axis(ys),
      series: [
        {
          ...scatter,
          data: placed.map(({ x, y, own }) => ({
            value: [x, y],
            symbolSize: 5 + 13 * Math.sqrt(own.length / most),
            itemStyle: { color: colourOf(own), borderColor: 'var(--muted)', borderWidth: 0.6 },
          })),
        },
        {
          ...scatter,
          symbolSize: 0.1,
          data: streets.map((street) => ({
            value: [street.x, street.y],
            itemStyle: { color: 'var(--muted)' },
            label: {
              show: true,
              // Among its dots, or above its only one.
              position: street.alone ? 'top' : 'inside',
              distance: 7,
              formatter: () => street.name[locale],
              color: 'var(--ink)',
              fontSize: 11,
              textBorderColor: 'var(--paper)',
              textBorderWidth: 3,
            },
          })),
          labelLayout: { hideOverlap: true },
        },
      ],
    }),
  };
}

function middleOf(values: readonly number[]): number {
  return (min(values)! + max(values)!) / 2;
}

interface Slice {
  readonly name: string;
  readonly value: number;
  readonly itemStyle: { readonly color: string };
  readonly label: { readonly color: string };
  readonly children: readonly Slice[];
}

/** The tiers as rings: city, districts, streets; nothing where there are not several streets. */
export function sunburst({ needs, name }: ReportFacts): Chart | undefined {
  const depth = max(needs.map(({ place }) => place.stations.length)) ?? 0;
  if (new Set(needs.map(({ place }) => place.street)).size < 2 || depth === 0) return undefined;
  const top = groupsBy(needs, ({ place }) => [keyAt(place, 0)]);
  const option = (locale: Locale) => {
    const labels: string[] = [];
    const slice = (label: string, own: readonly NeedFacts[], level: number): Slice => {
      const below = groupsBy(
        own.filter(({ place }) => place.stations.length > level + 1),
        ({ place }) => [keyAt(place, level + 1)],
      );
      const dark = stepOf(...unmetOf(own)) > 3;
      return {
        name: String(labels.push(label) - 1),
        value: own.length,
        itemStyle: { color: colourOf(own) },
        label: { color: dark ? 'var(--on-step)' : 'var(--ink)' },
        children: slices(below, level + 1),
      };
    };
    const slices = (groups: ReadonlyMap<string, readonly NeedFacts[]>, level: number) => {
      const names = shortened([...groups.keys()].map((key) => name(key)[locale]));
      return [...groups.values()].map((own, i) =>
        slice(level === 0 ? `${shown(names[i]!, MOST_LETTERS)}\n${grouped(own.length)}` : names[i]!, own, level),
      );
    };
    const data = slices(top, 0);
    return {
      series: {
        type: 'sunburst',
        silent: true,
        emphasis: { disabled: true },
        nodeClick: false,
        sort: null,
        radius: ['0%', '98%'],
        itemStyle: { borderColor: 'var(--paper)', borderWidth: 1.5 },
        label: {
          minAngle: 3.5,
          fontSize: 12,
          formatter: ({ name: number }: { name: string }) => labels[Number(number)] ?? '',
        },
        levels: ringsOf(depth),
        data,
      },
    };
  };
  return {
    width: SIZE,
    height: SIZE,
    label: (locale) => `${words.tree[locale]}: ${words.treeNote[locale]}`,
    option,
  };
}

/** A root ring that is a disc, then rings that get narrower outwards; the outermost has its names along the radius. */
function ringsOf(depth: number): object[] {
  const edges = depth === 1 ? [0, 98] : depth === 2 ? [0, 40, 98] : [0, 22, 50, 98];
  const rings = Array.from({ length: depth }, (_, level) => {
    const [r0, r] = [edges[level] ?? 98, edges[level + 1] ?? 98];
    const width = ((r - r0) / 100) * (SIZE / 2) - 14;
    const own =
      level === 0
        ? { rotate: 0, fontWeight: 600, fontSize: 14, lineHeight: 18, width: 1.6 * width, overflow: 'break' }
        : level < depth - 1
          ? { rotate: 'tangential', fontSize: 14 }
          : { fontSize: 11.5, width, overflow: 'truncate' };
    return { r0: `${r0}%`, r: `${r}%`, label: own };
  });
  return [{}, ...rings];
}

function keyAt({ stations }: CommunityTiers, level: number): string {
  return stations[level] ?? '';
}

function unmetOf(needs: readonly NeedFacts[]): [unmet: number, all: number] {
  const { met, all } = tally(needs);
  return [all - met, all];
}

function colourOf(needs: readonly NeedFacts[]): string {
  return `var(--step${stepOf(...unmetOf(needs))})`;
}
