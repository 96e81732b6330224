import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { URGENCIES } from '../../model/vocabulary.js';
import type { Atlas } from '../calls.js';
import { linkTo, words } from '../page-state.js';
import { drawnMap, type MapMark } from '../parts/drawn-map.js';
import { counted } from '../parts/list.js';
import { NeedsBehind } from '../parts/needs-behind.js';

/** Where needs and those who help are, as far as that is known; a mark opens its list. */
export function MapPicture({ spots, unplaced }: Pick<Atlas, 'spots' | 'unplaced'>) {
  const { value: own } = words;
  const box = useRef<HTMLDivElement>(null);
  const width = useSignal(0);
  const open = useSignal<MapMark | undefined>(undefined);
  useLayoutEffect(() => {
    const measure = new ResizeObserver(([entry]) => {
      width.value = Math.round(entry!.contentRect.width);
      open.value = undefined;
    });
    measure.observe(box.current!);
    return () => measure.disconnect();
  }, [width, open]);
  const drawn = width.value > 0 ? drawnMap(spots, width.value) : undefined;
  return (
    <section>
      <h2>{own.pictures.map}</h2>
      <p class="faint">{own.pictures.mapNote}</p>
      <div ref={box} class="map" style={{ height: `${drawn?.height ?? 0}px` }}>
        {drawn?.clusters.map((one) => (
          <Mark
            key={`${one.x} ${one.y}`}
            {...one}
            isOpen={sameAs(open.value, one)}
            onOpen={() => {
              open.value = sameAs(open.value, one) ? undefined : one;
            }}
          />
        ))}
      </div>
      <p class="legend faint">
        {(['open', 'met', 'helps'] as const).map((kind) => (
          <span key={kind}>
            <i class={`spot ${kind} urgent`} aria-hidden="true" /> {own.pictures.marks[kind]}
          </span>
        ))}
        <span>↑ {own.pictures.north}</span>
        {drawn && (
          <span class="scale" style={{ width: `${drawn.scale.width}px` }}>
            {own.pictures.km(counted(drawn.scale.km))}
          </span>
        )}
        {unplaced > 0 && <span>{own.pictures.unplaced(counted(unplaced))}</span>}
      </p>
      {open.value && <Behind {...open.value} />}
    </section>
  );
}

const sameAs = (one: MapMark | undefined, { x, y }: MapMark): boolean => one?.x === x && one.y === y;

/** What a mark stands for: needs that lack something before those that are met, before who helps. */
function markOf({ spots }: MapMark) {
  const needs = spots.flatMap((spot) => spot.needs);
  const lacking = needs.filter(({ state }) => state !== 'met');
  const helpers = spots.flatMap((spot) => spot.helpers);
  const kind = lacking.length > 0 ? 'open' : needs.length > 0 ? 'met' : 'helps';
  const code = URGENCIES.find((one) => lacking.some((need) => need.code === one)) ?? '';
  const places = [...new Set(needs.map(({ place }) => place))];
  return { needs, lacking, helpers, kind, code, places } as const;
}

interface MarkProps extends MapMark {
  readonly isOpen: boolean;
  readonly onOpen: () => void;
}

function Mark({ isOpen, onOpen, ...cluster }: MarkProps) {
  const { value: own } = words;
  const { needs, lacking, helpers, kind, code } = markOf(cluster);
  const count = { open: lacking, met: needs, helps: helpers }[kind].length;
  const title = titleOf(cluster);
  return (
    <button
      type="button"
      class={`spot ${kind} ${code}`}
      style={{ left: `${cluster.x}px`, top: `${cluster.y}px` }}
      aria-expanded={isOpen}
      aria-label={`${title} ${own.pictures.marks[kind]} ${counted(count)}`}
      title={`${title} ${own.pictures.marks[kind]} ${counted(count)}`}
      onClick={onOpen}
    >
      <span>{counted(count)}</span>
    </button>
  );
}

const MOST_NAMED = 3;

/** The places of a mark, by name. */
function titleOf(cluster: MapMark): string {
  const { places, helpers } = markOf(cluster);
  const names = places.length > 0 ? places : helpers.map(({ name }) => name);
  const said = names.slice(0, MOST_NAMED).join(words.value.pictures.and);
  return names.length > MOST_NAMED ? words.value.pictures.more(said, counted(names.length)) : said;
}

function Behind(cluster: MapMark) {
  const { value: own } = words;
  const { needs, helpers } = markOf(cluster);
  const title = titleOf(cluster);
  return (
    <>
      {needs.length > 0 && <NeedsBehind of={own.pictures.map} title={title} ids={needs.map(({ id }) => id)} />}
      {helpers.length > 0 && (
        <>
          <h3>{own.pictures.marks.helps}</h3>
          <p class="others">
            {helpers.map(({ id, name }) => (
              <a key={id} href={linkTo({ offer: { provider: id } })}>
                {name}
              </a>
            ))}
          </p>
        </>
      )}
    </>
  );
}
