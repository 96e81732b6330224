import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Change } from '../../live/changes.js';
import type { Choices, Named } from '../calls.js';
import { choices as askChoices, difference, locale, redo, tried, undo, undone, words } from '../page-state.js';
import { Listing } from '../parts/list.js';
import { TRY_KINDS, TryForm, type TryKind } from './try-form.js';

/** Something is changed, and what the plan would be is seen. */
export function TryView() {
  const { value: own } = words;
  const choices = useSignal<Choices | undefined>(undefined);
  const kind = useSignal<TryKind>('offer');
  const language = locale.value;
  useEffect(() => {
    void askChoices().then((all) => {
      choices.value = all;
    });
  }, [language, choices]);
  return (
    <>
      <section>
        <h2>{own.steps.tryOut}</h2>
        <p class="faint">{own.tryOut.note}</p>
        <nav class="tabs" aria-label={own.steps.tryOut}>
          {TRY_KINDS.map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={kind.value === one}
              onClick={() => {
                kind.value = one;
              }}
            >
              {own.tryOut[one]}
            </button>
          ))}
        </nav>
        {choices.value && <TryForm key={kind.value} kind={kind.value} choices={choices.value} />}
      </section>
      <section>
        <h2>{own.tryOut.done}</h2>
        {tried.value.length === 0 && <p class="faint">{own.tryOut.before}</p>}
        <ol>
          {tried.value.map((change, i) => (
            <li key={i}>{saidOf(change, choices.value)}</li>
          ))}
        </ol>
        <p class="actions">
          <button type="button" disabled={tried.value.length === 0} onClick={undo}>
            {own.tryOut.undo}
          </button>
          <button type="button" disabled={undone.value.length === 0} onClick={redo}>
            {own.tryOut.redo}
          </button>
        </p>
      </section>
      {difference.value && tried.value.length > 0 && (
        <section>
          <h2>{own.tryOut.difference}</h2>
          {difference.value.rows.length > 1 ? (
            <Listing key={tried.value.length} table={difference.value} />
          ) : (
            <p>{own.tryOut.none}</p>
          )}
        </section>
      )}
    </>
  );
}

function saidOf(change: Change, choices: Choices | undefined): string {
  const { tryOut: own } = words.value;
  const nameOf = (id: string, all: readonly Named[] = []) => all.find((one) => one.id === id)?.name ?? id;
  const pair = ({ need, provider }: { readonly need: string; readonly provider?: string | undefined }) =>
    `${nameOf(provider ?? '', choices?.providers)} – ${nameOf(need, choices?.needs)}`;
  if (change.type === 'pin') return `${own.pin}: ${pair(change.pin)}`;
  if (change.type === 'ban') return `${own.ban}: ${pair(change.ban)}`;
  if (change.type === 'remove') return `${own.need}: ${nameOf(change.id, choices?.needs)}`;
  if (change.type === 'add') return own.volunteer;
  if (change.type !== 'change') return change.type;
  return `${own.offer}: ${nameOf(`${change.kind}:${change.record.id}`, choices?.providers)}`;
}
