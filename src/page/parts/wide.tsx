import type { ComponentChildren } from 'preact';

/** What may be wider than the page; it can be scrolled by keys, too. */
export function Wide({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to take the focus.
    <section class="wide" tabIndex={0} aria-label={name}>
      {children}
    </section>
  );
}
