import { type Signal, useSignal } from '@preact/signals';
import type { Change } from '../../live/changes.js';
import type { Choices, Named } from '../calls.js';
import { tryOut, words } from '../page-state.js';
import { OneOf } from '../parts/choice.js';

export const TRY_KINDS = ['offer', 'volunteer', 'pin', 'ban', 'need'] as const;
export type TryKind = (typeof TRY_KINDS)[number];

/** What a change is asked by. */
export function TryForm({ kind, choices }: { readonly kind: TryKind; readonly choices: Choices }) {
  const { value: own } = words;
  const [who, need, what] = [useSignal(''), useSignal(''), useSignal('')];
  const [offer, quantity] = [useSignal('0'), useSignal('1')];
  const given = {
    who: who.value,
    need: need.value,
    what: what.value,
    offer: Number(offer.value),
    quantity: Number(quantity.value),
  };
  const offers = choices.providers.find(({ id }) => id === who.value)?.offers ?? [];
  const change = changeOf(kind, given, choices);
  const isPair = kind === 'pin' || kind === 'ban';
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (change) void tryOut(change);
      }}
    >
      {(kind === 'offer' || isPair) && <Pick label={own.tryOut.provider} all={choices.providers} at={who} />}
      {kind === 'offer' && offers.length > 0 && (
        <OneOf
          label={own.tryOut.offered}
          value={offer.value}
          choices={offers.map(({ label }, i) => [`${i}`, label] as const)}
          onChange={(value) => {
            offer.value = value;
          }}
        />
      )}
      {(kind === 'need' || isPair) && <Pick label={own.tryOut.needs} all={choices.needs} at={need} />}
      {kind === 'volunteer' && (
        <>
          <Pick label={own.tryOut.capability} all={choices.capabilities} at={what} />
          <Pick label={own.community} all={choices.communities} at={who} />
        </>
      )}
      {(kind === 'offer' || kind === 'volunteer') && (
        <label class="field">
          {kind === 'offer' ? own.tryOut.quantity : own.tryOut.hours}
          <input
            type="number"
            min="0"
            step="any"
            value={quantity.value}
            onInput={({ currentTarget }) => {
              quantity.value = currentTarget.value;
            }}
          />
        </label>
      )}
      <button type="submit" class="main" disabled={!change}>
        {own.tryOut.add}
      </button>
    </form>
  );
}

interface PickProps {
  readonly label: string;
  readonly all: readonly Named[];
  /** The id of what is picked; '' while nothing is. */
  readonly at: Signal<string>;
}

/** One of many, by typing a part of its name. */
function Pick({ label, all, at }: PickProps) {
  const list = `pick-${label}`;
  const said = ({ id, name }: Named) => `${name} (${id})`;
  return (
    <label class="field">
      {label}
      <input
        list={list}
        onInput={({ currentTarget }) => {
          at.value = all.find((one) => said(one) === currentTarget.value)?.id ?? '';
        }}
      />
      <datalist id={list}>
        {all.map((one) => (
          <option key={one.id} value={said(one)} />
        ))}
      </datalist>
    </label>
  );
}

interface Given {
  readonly who: string;
  readonly need: string;
  readonly what: string;
  /** Which of the offers. */
  readonly offer: number;
  readonly quantity: number;
}

/** The change that a form says; nothing while it is not filled in. */
function changeOf(
  kind: TryKind,
  { who, need, what, offer, quantity }: Given,
  { providers }: Choices,
): Change | undefined {
  switch (kind) {
    case 'need':
      return need === '' ? undefined : { type: 'remove', kind: 'need', id: need };
    case 'ban':
      return who && need ? { type: 'ban', ban: { need, provider: who } } : undefined;
    case 'pin':
      return who && need ? { type: 'pin', pin: { need, provider: who, quantity: 1 } } : undefined;
    case 'volunteer': {
      if (!who || !what || !(quantity > 0)) return undefined;
      const offers = [{ capabilities: [what], quantity, unit: 'hour' as const }];
      const record = { id: `+${crypto.randomUUID().slice(0, 8)}`, community: who.slice('community:'.length), offers };
      return { type: 'add', kind: 'volunteer', record };
    }
    case 'offer': {
      const provider = providers.find(({ id }) => id === who);
      if (!provider || !(quantity >= 0)) return undefined;
      const { factor } = provider.offers[offer] ?? { factor: 1 };
      const offers = provider.offers.map(({ record }, i) =>
        i === offer ? { ...record, quantity: Math.round(quantity * factor) } : record,
      );
      const [society] = provider.id.split(':');
      return { type: 'change', kind: society, record: { ...provider.record, offers } } as unknown as Change;
    }
  }
}
