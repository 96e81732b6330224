import type { PlanSettings } from '../../io/settle/settings.js';
import { THREE } from '../../week/asked.js';
import { set, week, words } from '../page-state.js';
import { OneOf } from '../parts/choice.js';

const LISTS = ['backups', 'tiers'] as const;
const SWITCHES = ['lead', 'mentor', 'acrossWeeks'] as const;

/** How plans are made, by switches. */
export function SettingsView() {
  const { value: own } = words;
  const { settings, asked } = week.value;
  const change = (key: keyof PlanSettings, value: unknown) => {
    const { [key]: _, ...rest } = settings;
    void set({ settings: value === undefined ? rest : { ...rest, [key]: value } });
  };
  const truths = [
    ['', own.settings.usual],
    ['true', own.settings.yes],
    ['false', own.settings.no],
  ] as const;
  return (
    <section>
      <h2>{own.steps.settings}</h2>
      <p class="faint">{own.settings.note}</p>
      <OneOf
        label={own.settings.preset}
        value={settings.preset ?? 'urgentFirst'}
        choices={Object.entries(own.settings.presets)}
        onChange={(value) => change('preset', value === 'urgentFirst' ? undefined : value)}
      />
      <OneOf
        label={own.settings.even}
        value={String(settings.even ?? 'quarters')}
        choices={Object.entries(own.settings.evens)}
        onChange={(value) => change('even', value === 'quarters' ? undefined : value)}
      />
      {SWITCHES.map((key) => (
        <OneOf
          key={key}
          label={own.settings[key]}
          value={settings[key] === undefined ? '' : String(settings[key])}
          choices={truths}
          onChange={(value) => change(key, value === '' ? undefined : value === 'true')}
        />
      ))}
      <OneOf
        label={own.settings.compare}
        value={asked.compare === undefined || asked.compare === 'greedy' ? 'greedy' : 'three'}
        choices={Object.entries(own.settings.compares)}
        onChange={(value) => void set({ asked: { ...asked, compare: value === 'greedy' ? 'greedy' : THREE } })}
      />
      <label class="field">
        {own.settings.maker}
        <input
          value={settings.maker ?? ''}
          onChange={({ currentTarget }) => change('maker', currentTarget.value.trim() || undefined)}
        />
      </label>
      {LISTS.map((key) => (
        <label key={key} class="check">
          <input
            type="checkbox"
            checked={asked[key] ?? false}
            onChange={({ currentTarget }) => void set({ asked: { ...asked, [key]: currentTarget.checked } })}
          />{' '}
          {own.settings[key]}
        </label>
      ))}
      <button
        type="button"
        disabled={Object.keys({ ...settings, ...asked }).length === 0}
        onClick={() => set({ settings: {}, asked: {} })}
      >
        {own.settings.reset}
      </button>
    </section>
  );
}
