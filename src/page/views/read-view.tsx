import { useRef } from 'preact/hooks';
import type { Cell, WrittenTable } from '../../io/tables.js';
import type { Bilingual } from '../../model/vocabulary.js';
import { HEADS } from '../../say/words.js';
import { saveFile } from '../keep.js';
import {
  locale,
  make,
  makePlan,
  planned,
  reading,
  remove,
  rename,
  takeDemo,
  takeIn,
  week,
  words,
} from '../page-state.js';
import { OneOf } from '../parts/choice.js';
import { droppedFiles, filesIn } from '../parts/dropped-files.js';
import { cellText, counted, Listing } from '../parts/list.js';
import { Settling } from '../parts/settling.js';

/** Sheets come in; what was read of them, and what somebody is to settle. */
export function ReadView() {
  return (
    <>
      <Drop />
      {week.value.sheets.length > 0 && <Files />}
      {reading.value && <Found />}
    </>
  );
}

function Drop() {
  const { value: own } = words;
  const [files, folder] = [useRef<HTMLInputElement>(null), useRef<HTMLInputElement>(null)];
  const chosen = async ({ currentTarget: input }: { readonly currentTarget: HTMLInputElement }) => {
    const all = await filesIn(input.files ?? []);
    input.value = '';
    await takeIn(all);
  };
  const template = async () => {
    const file = await make('template');
    if (file) saveFile(file);
  };
  const isEmpty = week.value.sheets.length === 0;
  return (
    <section
      class={isEmpty ? 'drop' : 'drop small'}
      aria-label={own.drop}
      onDragOver={(event) => event.preventDefault()}
      onDrop={async (event) => {
        event.preventDefault();
        if (event.dataTransfer) await takeIn(await droppedFiles(event.dataTransfer));
      }}
    >
      <p class="big">{own.drop}</p>
      <p class="actions">
        <button type="button" class="main" onClick={() => files.current?.click()}>
          {own.choose}
        </button>
        <button type="button" onClick={() => folder.current?.click()}>
          {own.chooseFolder}
        </button>
        <button type="button" onClick={template}>
          {own.template}
        </button>
      </p>
      {isEmpty && (
        <p>
          <button type="button" class="quiet" onClick={takeDemo}>
            {own.orDemo}
          </button>
          <button type="button" class="quiet" onClick={() => files.current?.click()}>
            {own.openWeek}
          </button>
        </p>
      )}
      <input ref={files} type="file" multiple hidden aria-label={own.choose} onChange={chosen} />
      <input
        ref={(input) => {
          folder.current = input;
          input?.setAttribute('webkitdirectory', '');
        }}
        type="file"
        hidden
        aria-label={own.chooseFolder}
        onChange={chosen}
      />
    </section>
  );
}

function Files() {
  const { value: own } = words;
  return (
    <section>
      <h2>{own.files}</h2>
      <ul class="files">
        {week.value.sheets.map(({ name }) => (
          <li key={name}>
            {name}
            <button type="button" class="quiet" aria-label={`${own.remove} ${name}`} onClick={() => remove(name)}>
              ×
            </button>
          </li>
        ))}
      </ul>
      <button type="button" class="quiet" onClick={() => confirm(own.clearSure) && remove()}>
        {own.clear}
      </button>
    </section>
  );
}

function Found() {
  const { value: own } = words;
  const { lists, needs, providers, found, read } = reading.value!;
  const [terms, doubles, issues] = lists;
  const plain = issues && forPeople(issues);
  const isEmpty = (rows: readonly unknown[] = []) => rows.length < 2;
  return (
    <>
      <section class="result">
        <div>
          <p class="big">{own.readOf(counted(read), counted(found))}</p>
          <p>{needs === 0 ? own.noNeeds : own.counts(counted(needs), counted(providers))}</p>
        </div>
        {needs > 0 && (
          <button type="button" class="main large" onClick={makePlan}>
            {planned.value ? own.planAgain : own.plan}
          </button>
        )}
      </section>
      {terms && !isEmpty(terms.rows) && (
        <section>
          <h2>{own.words}</h2>
          <p class="faint">{own.wordsNote}</p>
          <Settling key={terms.rows.length} table={terms} />
        </section>
      )}
      {doubles && !isEmpty(doubles.rows) && (
        <section>
          <h2>{own.doubles}</h2>
          <Settling key={doubles.rows.length} table={doubles} choices={[own.merge, own.apart]} />
        </section>
      )}
      <section>
        <h2>{own.issues}</h2>
        {plain && !isEmpty(plain.rows) ? <Listing table={plain} /> : <p>{own.allRead}</p>}
      </section>
      <Tables />
    </>
  );
}

const placeOf = (head: readonly Cell[], { zh, en }: Bilingual) => head.findIndex((one) => one === zh || one === en);

/** Issues without what is settled above them, what is for programs, and columns that have nothing. */
function forPeople({ rows: [head = [], ...rows], ...table }: WrittenTable): WrittenTable {
  const { code, details, problem } = HEADS.fault;
  const at = (word: typeof code) => placeOf(head, word);
  const own = rows.filter((row) => row[at(code)] !== 'MAYBE_TWICE');
  // Where the problem is put into words, details are those of programs.
  const hidden = [at(code), at(problem) < 0 ? -1 : at(details)];
  const kept = head.flatMap((_, i) => (!hidden.includes(i) && own.some((row) => cellText(row[i]) !== '') ? [i] : []));
  return { ...table, rows: [head, ...own].map((row) => kept.map((i) => row[i])) };
}

/** Every sheet, read or not; of a file that does not say what it lists, somebody can. */
function Tables() {
  const { value: own } = words;
  const { tables, lists, kinds } = reading.value!;
  const [head = [], ...rows] = lists[2]?.rows ?? [];
  const code = placeOf(head, HEADS.fault.code);
  const unknown = new Set(rows.flatMap((row) => (row[code] === 'UNKNOWN_TABLE' ? [row[0]] : [])));
  return (
    <section>
      <h2>{own.tables}</h2>
      <ul class="tables">
        {tables.map(({ file, sheet, record, found, read, unread, said }) => (
          <li key={`${file}/${sheet}`}>
            <b>{sheet === undefined ? file : `${file} / ${sheet}`}</b>{' '}
            {record !== undefined && own.readOf(counted(read), counted(found))}
            {record === undefined && sheet === undefined && file.endsWith('.csv') && unknown.has(file) && (
              <OneOf
                label={own.isSheet}
                value=""
                choices={[['', ''] as const, ...kinds.map(({ name }) => [name, name] as const)]}
                onChange={(kind) => rename(file, `${kind}（${file.slice(0, -4)}）.csv`)}
              />
            )}
            {unread.length > 0 && <p class="faint">{own.unread(unread)}</p>}
            {said.map((one) => (
              <p key={one.en} class="faint">
                {one[locale.value]}
              </p>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}
