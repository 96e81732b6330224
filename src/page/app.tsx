import { useEffect } from 'preact/hooks';
import { saveFile, weekFile } from './keep.js';
import {
  atStep,
  busy,
  isAtRisk,
  isTwice,
  kept,
  locale,
  type PageStep,
  planned,
  reading,
  STEPS,
  setLocale,
  trouble,
  week,
  words,
} from './page-state.js';
import { ListsView } from './views/lists-view.js';
import { PicturesView } from './views/pictures-view.js';
import { ProofView } from './views/proof-view.js';
import { ReadView } from './views/read-view.js';
import { SettingsView } from './views/settings-view.js';
import { TodayView } from './views/today-view.js';
import { TryView } from './views/try-view.js';
import { WhyPanel } from './views/why-panel.js';

const VIEWS = {
  read: ReadView,
  today: TodayView,
  lists: ListsView,
  pictures: PicturesView,
  tryOut: TryView,
  proof: ProofView,
  settings: SettingsView,
} satisfies Record<PageStep, () => preact.JSX.Element>;

/** The whole page: what is looked at, and what there is around it. */
export function App() {
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (isAtRisk.value) event.preventDefault();
    };
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, []);
  const needsPlan = atStep.value !== 'read' && atStep.value !== 'settings';
  const View = needsPlan && !planned.value ? ReadView : VIEWS[atStep.value];
  return (
    <div class={reading.value ? 'app' : 'app first'}>
      <Head />
      {reading.value && <Steps />}
      {isTwice.value && <Told text={words.value.twoWindows} />}
      {trouble.value && <Told text={trouble.value} />}
      <main>
        <View />
      </main>
      <WhyPanel />
      <Busy />
    </div>
  );
}

function Head() {
  const { value: own } = words;
  const other = locale.value === 'zh' ? 'en' : 'zh';
  return (
    <header class="noprint">
      <div>
        <h1>{own.title}</h1>
        <p>{own.lead}</p>
        <p class="faint">{own.privacy}</p>
      </div>
      <p class="tools">
        <Kept />
        {week.value.sheets.length > 0 && (
          <button type="button" onClick={() => saveFile(weekFile(week.value))}>
            {own.save.week}
          </button>
        )}
        <button type="button" lang={other === 'zh' ? 'zh-CN' : 'en'} onClick={() => setLocale(other)}>
          {own.language}
        </button>
      </p>
    </header>
  );
}

/** Whether what is here is safe. */
function Kept() {
  const { value: own } = words;
  const { value: at } = kept;
  if (at === undefined) return null;
  const time = at instanceof Date ? at.toTimeString().slice(0, 5) : '';
  return (
    <span class={at === 'cannot' ? 'bad' : 'faint'} role="status">
      {at === 'cannot' ? own.notSaved : at === 'saving' ? own.saving : own.saved(time)}
    </span>
  );
}

function Steps() {
  const { value: own } = words;
  return (
    <nav class="steps noprint" aria-label={own.title}>
      {STEPS.map((one) => (
        <button
          key={one}
          type="button"
          aria-current={one === atStep.value ? 'page' : undefined}
          disabled={one !== 'read' && one !== 'settings' && !planned.value}
          onClick={() => {
            atStep.value = one;
            trouble.value = undefined;
          }}
        >
          {own.steps[one]}
        </button>
      ))}
    </nav>
  );
}

function Told({ text }: { readonly text: string }) {
  return (
    <p class="told noprint" role="alert">
      {text}
    </p>
  );
}

function Busy() {
  const { value: own } = words;
  if (!busy.value) return null;
  const { stage, work, stop } = busy.value;
  return (
    <div class="busy noprint" role="status">
      <span class="spinner" aria-hidden="true" />
      {own.stages[stage]} {work === undefined ? '' : work.toLocaleString('en-US')}
      <button type="button" onClick={stop}>
        {own.stop}
      </button>
    </div>
  );
}
