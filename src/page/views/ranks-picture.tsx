import { useSignal } from '@preact/signals';
import { STATES, type State } from '../../figures/outcomes.js';
import { URGENCY_NAMES } from '../../model/vocabulary.js';
import type { Atlas } from '../calls.js';
import { locale, words } from '../page-state.js';
import { counted } from '../parts/list.js';
import { NeedsBehind } from '../parts/needs-behind.js';

/** How much of each rank is met: a bar a rank, first served first; a part of it opens its needs. */
export function RanksPicture({ ranks }: Pick<Atlas, 'ranks'>) {
  const { value: own } = words;
  const open = useSignal<readonly [rank: number, state: State] | undefined>(undefined);
  const nameOf = (r: number) => {
    const said = ranks[r]!.codes.map((code) => URGENCY_NAMES[code][locale.value]).join(' ');
    return ranks.length > 4 ? `${r + 1}. ${said}` : said;
  };
  const idsOf = (r: number, state: State) => ranks[r]!.needs.flatMap((one) => (one.state === state ? [one.id] : []));
  const [rank, state] = open.value ?? [];
  return (
    <section>
      <h2>{own.pictures.ranks}</h2>
      <p class="faint">{own.pictures.ranksNote}</p>
      <dl class="ranks">
        {ranks.map(({ codes, needs }, r) => (
          <div key={nameOf(r)}>
            <dt class={codes[0]}>{nameOf(r)}</dt>
            <dd>
              {STATES.map((one) => {
                const count = idsOf(r, one).length;
                const title = `${nameOf(r)} ${own.states[one]} ${counted(count)}`;
                return (
                  count > 0 && (
                    <button
                      key={one}
                      type="button"
                      class={`${one} ${codes[0]}`}
                      style={{ flexGrow: count / needs.length }}
                      aria-label={title}
                      aria-expanded={rank === r && state === one}
                      title={title}
                      onClick={() => {
                        open.value = rank === r && state === one ? undefined : [r, one];
                      }}
                    >
                      {counted(count)}
                    </button>
                  )
                );
              })}
            </dd>
          </div>
        ))}
      </dl>
      <p class="legend faint">
        {STATES.map((one) => (
          <span key={one}>
            <i class={`${one} urgent`} aria-hidden="true" /> {own.states[one]}
          </span>
        ))}
      </p>
      {rank !== undefined && state !== undefined && (
        <NeedsBehind
          of={own.pictures.ranks}
          title={`${nameOf(rank)} · ${own.states[state]}`}
          ids={idsOf(rank, state)}
        />
      )}
    </section>
  );
}
