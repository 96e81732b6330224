import { useSignal } from '@preact/signals';
import type { Verdict } from '../../proof/verdict.js';
import { checkOther, planned, words } from '../page-state.js';

/** What was checked of the plan, and of plans that others made of the same sheets. */
export function ProofView() {
  const { value: own } = words;
  const { checks, ok, digest } = planned.value!;
  const other = useSignal<Verdict | undefined>(undefined);
  return (
    <section>
      <h2>{own.steps.proof}</h2>
      <p class="faint">{own.proof.note}</p>
      <Checks ok={ok} checks={checks} />
      <p class="faint">
        {own.proof.digest} <code>{digest}</code>
      </p>
      <label class="field">
        {own.proof.other}
        <input
          type="file"
          accept=".json,application/json"
          onChange={async ({ currentTarget }) => {
            const [file] = currentTarget.files ?? [];
            if (file) other.value = await checkOther(await file.text());
          }}
        />
      </label>
      {other.value && <Checks {...other.value} />}
    </section>
  );
}

function Checks({ ok, checks }: Verdict) {
  const { value: own } = words;
  return (
    <div role="status">
      <p class={ok ? 'big good' : 'big bad'}>{ok ? own.proof.ok : own.proof.failed}</p>
      <ul class="checks">
        {checks.map(({ name, ok: holds, detail }) => (
          <li key={name} class={holds ? 'good' : 'bad'}>
            {holds ? '✓' : '✗'} {own.proof.checks[name] ?? name} {detail && <span class="faint">{detail}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}
