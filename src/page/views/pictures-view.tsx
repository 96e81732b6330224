import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Cell } from '../../io/tables.js';
import { URGENCY_NAMES } from '../../model/vocabulary.js';
import { HEADS, SHEETS } from '../../say/words.js';
import type { Atlas, Circle } from '../calls.js';
import { atlas as askAtlas, circle as askCircle, communities, linkTo, locale, planned, words } from '../page-state.js';
import { OneOf } from '../parts/choice.js';
import { cellText, counted, Listing } from '../parts/list.js';
import { INNER, Label, ROW, WIDTH } from '../parts/two-sides.js';
import { useList } from '../parts/use-list.js';
import { Wide } from '../parts/wide.js';
import { MapPicture } from './map-picture.js';
import { RanksPicture } from './ranks-picture.js';
import { WebPicture } from './web-picture.js';

/** For those who look rather than read: what lacks where, and who helps whom. */
export function PicturesView() {
  const drawn = useSignal<Atlas | undefined>(undefined);
  const [language, plan] = [locale.value, planned.value];
  useEffect(() => {
    void askAtlas().then((one) => {
      drawn.value = one;
    });
  }, [language, plan, drawn]);
  const { value: whole } = drawn;
  return (
    <>
      {whole && <RanksPicture ranks={whole.ranks} />}
      {whole && <Helpers web={whole.web} />}
      {whole && whole.spots.length > 0 && <MapPicture {...whole} />}
      {whole && whole.spots.length === 0 && <Places />}
      <Gaps />
    </>
  );
}

/** How much is met where, without a map; a place opens what it lacks. */
function Places() {
  const { value: own } = words;
  const { places } = planned.value!;
  const open = useSignal<string | undefined>(undefined);
  const unmet = useList(SHEETS.unmet[locale.value]);
  const districts = [...new Set(places.map(({ above }) => above))];
  return (
    <section>
      <h2>{own.pictures.places}</h2>
      <p class="faint">{own.pictures.placesNote}</p>
      <p class="faint">{own.pictures.noMap}</p>
      {districts.map((district) => (
        <div key={district}>
          {district !== '' && <h3>{district}</h3>}
          <ul class="places">
            {places
              .filter(({ above }) => above === district)
              .map(({ name, needs, met }) => (
                <li key={name}>
                  <button
                    type="button"
                    class="quiet"
                    aria-expanded={open.value === name}
                    onClick={() => {
                      open.value = open.value === name ? undefined : name;
                    }}
                  >
                    {name}
                  </button>
                  <span class="faint">{own.met(counted(met), counted(needs))}</span>
                  <span class="bar" aria-hidden="true">
                    <span class="full good" style={{ width: `${(100 * met) / needs}%` }} />
                  </span>
                </li>
              ))}
          </ul>
        </div>
      ))}
      {open.value !== undefined && unmet && (
        <Listing key={open.value} table={{ ...unmet, sheet: `${unmet.sheet} ${open.value}` }} first={open.value} />
      )}
    </section>
  );
}

/** What lacks, by place and capability; a cell opens the needs behind it. */
function Gaps() {
  const { value: own } = words;
  const open = useSignal<string | undefined>(undefined);
  const [table, unmet] = [useList(SHEETS.gaps[locale.value]), useList(SHEETS.unmet[locale.value])];
  if (!table || table.rows.length < 2 || !unmet) return null;
  const [head = [], ...rows] = table.rows;
  const isTotal = ({ zh, en }: typeof HEADS.equity.all, title: Cell) => title === zh || title === en;
  const isFigure = head.map(
    (title, i) => i > 0 && !isTotal(HEADS.equity.all, title) && rows.some((row) => typeof row[i] === 'number'),
  );
  const most = Math.max(1, ...rows.flatMap((row) => row.map((cell, i) => (isFigure[i] ? Number(cell) || 0 : 0))));
  return (
    <section>
      <h2>{own.pictures.gaps}</h2>
      <p class="faint">{own.pictures.gapsNote}</p>
      <Wide name={own.pictures.gaps}>
        <table class="gaps">
          <thead>
            <tr>
              {head.map((title, i) => (
                <th key={i} scope="col">
                  {cellText(title)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, 60).map((row, r) => (
              <tr key={r}>
                {head.map((title, i) => {
                  const cell = row[i];
                  if (!isFigure[i] || typeof cell !== 'number' || cell === 0) return <td key={i}>{cellText(cell)}</td>;
                  const asked = `${cellText(row[0])} ${cellText(title)}`;
                  const shade = Math.round(10 + (60 * cell) / most);
                  return (
                    <td key={i} style={{ background: `color-mix(in srgb, var(--urgent) ${shade}%, var(--paper))` }}>
                      <button
                        type="button"
                        aria-label={`${asked}: ${cell}`}
                        onClick={() => {
                          open.value = asked;
                        }}
                      >
                        {cell}
                      </button>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
      {open.value !== undefined && (
        <Listing key={open.value} table={{ ...unmet, sheet: `${unmet.sheet} ${open.value}` }} first={open.value} />
      )}
    </section>
  );
}

/** Who helps whom: all places, or needs of a community and who helps. */
function Helpers({ web }: Pick<Atlas, 'web'>) {
  const { value: own } = words;
  const all = communities.value;
  const chosen = useSignal('');
  const drawn = useSignal<Circle | undefined>(undefined);
  const [language, community, plan] = [locale.value, chosen.value, planned.value];
  useEffect(() => {
    if (community === '') return void (drawn.value = undefined);
    void askCircle(community).then((one) => {
      drawn.value = one;
    });
  }, [language, community, plan, drawn]);
  return (
    <section>
      <h2>{own.pictures.circle}</h2>
      <OneOf
        label={own.community}
        value={community}
        choices={[['', own.pictures.whole] as const, ...all.map(({ id, name }) => [id, name] as const)]}
        onChange={(value) => {
          chosen.value = value;
        }}
      />
      {community === '' ? <WebPicture {...web} /> : drawn.value && <Drawing {...drawn.value} />}
    </section>
  );
}

function Drawing({ needs, providers, links }: Circle) {
  const { value: own } = words;
  if (needs.length === 0) return <p class="faint">{own.nothing}</p>;
  const height = ROW * Math.max(needs.length, providers.length) + 10;
  const y = (i: number, of: number) => (height / of) * (i + 0.5);
  const left = new Map(needs.map(({ id }, i) => [id, y(i, needs.length)]));
  const right = new Map(providers.map(({ id }, i) => [id, y(i, providers.length)]));
  const middle = (INNER.left + INNER.right) / 2;
  return (
    <>
      <p class="faint">{own.pictures.circleNote}</p>
      <Wide name={own.pictures.circle}>
        <svg class="picture" viewBox={`0 0 ${WIDTH} ${height}`} aria-label={own.pictures.circle}>
          {links.map(({ need, provider, society }) => {
            const [from, to] = [left.get(need), right.get(provider)];
            const path = `M${INNER.left} ${from}C${middle} ${from} ${middle} ${to} ${INNER.right} ${to}`;
            return <path key={`${need} ${provider}`} class={society} d={path} stroke-width="2.5" />;
          })}
          {needs.map(({ id, name, code }) => (
            <Label key={id} x={INNER.left - 8} y={left.get(id)!} end to={linkTo({ need: id })}>
              {`${URGENCY_NAMES[code][locale.value]} ${name}`}
            </Label>
          ))}
          {providers.map(({ id, name, society }) => (
            <g key={id}>
              <circle class={society} cx={INNER.right + 4} cy={right.get(id)} r="4" />
              <Label x={INNER.right + 14} y={right.get(id)!} to={linkTo({ offer: { provider: id } })}>
                {name}
              </Label>
            </g>
          ))}
        </svg>
      </Wide>
    </>
  );
}
