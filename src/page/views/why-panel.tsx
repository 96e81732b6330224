import { useEffect, useRef } from 'preact/hooks';
import { linkTo, why, words } from '../page-state.js';

const MOST = 24;

/** Why something is as it is, beside whatever is looked at. */
export function WhyPanel() {
  const { value: own } = words;
  const { value: answer } = why;
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    panel.current?.scrollTo(0, 0);
    panel.current?.querySelector('h2')?.focus();
  }, [answer]);
  if (!answer) return null;
  const close = () => {
    location.hash = '';
  };
  return (
    <aside
      ref={panel}
      class="why noprint"
      aria-labelledby="why-title"
      onKeyDown={({ key }) => key === 'Escape' && close()}
    >
      <button type="button" class="quiet close" aria-label={own.close} onClick={close}>
        ×
      </button>
      <h2 id="why-title" tabIndex={-1}>
        {answer.title}
      </h2>
      {answer.sentences.map((one, i) => (
        <p key={i}>{one}</p>
      ))}
      {answer.others.length > 0 && (
        <>
          <h3>{own.others}</h3>
          <p class="others">
            {answer.others.slice(0, MOST).map(({ label, target }, i) => (
              <a key={`${label} ${i}`} href={linkTo(target)}>
                {label}
              </a>
            ))}
          </p>
        </>
      )}
    </aside>
  );
}
