import { SHEETS } from '../../say/words.js';
import type { Pressing } from '../calls.js';
import { atStep, goOn, linkTo, locale, openList, planned, words } from '../page-state.js';
import { counted, Listing } from '../parts/list.js';

/** What is to be done first. */
export function TodayView() {
  const { value: own } = words;
  const { covered, pressing, unmet, changes } = planned.value!;
  return (
    <>
      <ul class="tiles">
        {covered.map(({ code, urgency, needs, met }) => (
          <li key={code} class="tile">
            <b class={code}>{urgency}</b>
            <button
              type="button"
              class="quiet"
              disabled={met === needs}
              onClick={() => openList(SHEETS.unmet[locale.value], urgency)}
            >
              {own.met(counted(met), counted(needs))}
            </button>
            <span class="bar" aria-hidden="true">
              <span class={`full ${code}`} style={{ width: `${needs === 0 ? 0 : (100 * met) / needs}%` }} />
            </span>
          </li>
        ))}
      </ul>
      <section>
        <h2>{own.today}</h2>
        <p class="faint">{pressing.length > 0 ? own.todayNote(pressing.length, unmet) : own.nothingToday}</p>
        <ol class="pressing">
          {pressing.map((one, i) => (
            <Item key={`${one.need} ${i}`} {...one} />
          ))}
        </ol>
      </section>
      {changes && changes.rows.length > 1 && (
        <section>
          <h2>{own.changed}</h2>
          <Listing table={changes} />
        </section>
      )}
      <p class="actions">
        <button
          type="button"
          class="main"
          onClick={() => {
            atStep.value = 'lists';
          }}
        >
          {own.toLists}
        </button>
        <button type="button" onClick={goOn}>
          {own.nextWeek}
        </button>
      </p>
      <p class="faint">{own.nextWeekNote}</p>
    </>
  );
}

function Item({ need, title, place, code, urgency, age, isLate, lacks, why, help, calls }: Pressing) {
  const { value: own } = words;
  const said = [
    [own.lacks, lacks],
    [own.why, why],
    [own.helpBy, help],
    [own.call, calls.join(' ')],
  ] as const;
  return (
    <li class={`item ${code}`}>
      <h3>
        <span class={`mark ${code}`}>{urgency}</span> {title} <a href={linkTo({ need })}>{need}</a>
      </h3>
      <p class="faint">
        {place} {age !== '' && <span class={isLate ? 'bad' : ''}>{age}</span>}
      </p>
      <dl>
        {said.map(
          ([word, text]) =>
            text !== '' && (
              <div key={word}>
                <dt>{word}</dt>
                <dd>{text}</dd>
              </div>
            ),
        )}
      </dl>
    </li>
  );
}
