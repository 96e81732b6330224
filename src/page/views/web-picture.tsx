import { useSignal } from '@preact/signals';
import type { Atlas, Knot } from '../calls.js';
import { words } from '../page-state.js';
import { counted } from '../parts/list.js';
import { NeedsBehind } from '../parts/needs-behind.js';
import { INNER, Label, ROW, WIDTH } from '../parts/two-sides.js';
import { Wide } from '../parts/wide.js';

/** Places that are drawn by name on each side; the others are one. */
const MOST = 40;
const OTHERS = '\0others';

function named(knots: readonly Knot[], say: (count: string) => string): Knot[] {
  if (knots.length <= MOST) return [...knots];
  const rest = knots.slice(MOST - 1);
  const others = { id: OTHERS, name: say(counted(rest.length)), needs: rest.flatMap(({ needs }) => needs) };
  return [...knots.slice(0, MOST - 1), others];
}

/** From where help comes to where, all at once; a place shows its own lines and opens its needs. */
export function WebPicture({ to, from, links }: Atlas['web']) {
  const { value: own } = words;
  const chosen = useSignal<{ readonly side: 'to' | 'from'; readonly id: string } | undefined>(undefined);
  const sides = { to: named(to, own.pictures.others), from: named(from, own.pictures.others) };
  const height = ROW * Math.max(sides.to.length, sides.from.length) + 10;
  const y = (i: number, of: number) => (height / of) * (i + 0.5);
  const places = {
    to: new Map(sides.to.map(({ id }, i) => [id, y(i, sides.to.length)])),
    from: new Map(sides.from.map(({ id }, i) => [id, y(i, sides.from.length)])),
  };
  const drawn = new Map<string, { from: string; to: string; needs: number }>();
  for (const link of links) {
    const ends = {
      to: places.to.has(link.to) ? link.to : OTHERS,
      from: places.from.has(link.from) ? link.from : OTHERS,
    };
    const key = `${ends.from} ${ends.to}`;
    drawn.set(key, { ...ends, needs: (drawn.get(key)?.needs ?? 0) + link.needs.length });
  }
  const most = Math.max(1, ...[...drawn.values()].map(({ needs }) => needs));
  const middle = (INNER.left + INNER.right) / 2;
  const { value: one } = chosen;
  const isFaint = (link: { from: string; to: string }) => one !== undefined && link[one.side] !== one.id;
  const open = one && sides[one.side].find(({ id }) => id === one.id);
  const label = (side: 'to' | 'from') => (knot: Knot) => (
    <Label
      key={knot.id}
      x={side === 'to' ? INNER.left - 8 : INNER.right + 8}
      y={places[side].get(knot.id)!}
      end={side === 'to'}
      isOpen={one?.side === side && one.id === knot.id}
      onOpen={() => {
        chosen.value = one?.side === side && one.id === knot.id ? undefined : { side, id: knot.id };
      }}
    >
      {`${knot.name || own.pictures.nowhere} ${counted(new Set(knot.needs).size)}`}
    </Label>
  );
  return (
    <>
      <p class="faint">{own.pictures.webNote}</p>
      <Wide name={own.pictures.circle}>
        <svg class="picture" viewBox={`0 0 ${WIDTH} ${height}`} aria-label={own.pictures.circle}>
          {[...drawn.values()].map((link) => {
            const [a, b] = [places.to.get(link.to), places.from.get(link.from)];
            return (
              <path
                key={`${link.from} ${link.to}`}
                class={isFaint(link) ? 'line faded' : link.from === link.to ? 'line own' : 'line'}
                d={`M${INNER.left} ${a}C${middle} ${a} ${middle} ${b} ${INNER.right} ${b}`}
                stroke-width={1 + 11 * Math.sqrt(link.needs / most)}
              />
            );
          })}
          {sides.to.map(label('to'))}
          {sides.from.map(label('from'))}
        </svg>
      </Wide>
      {open && <NeedsBehind of={own.pictures.circle} title={open.name || own.pictures.nowhere} ids={open.needs} />}
    </>
  );
}
