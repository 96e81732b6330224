import { element, said } from './dom.js';

/** What is wider than its place says so, and can be moved by keys. */
export function tellWide(): void {
  for (const wide of document.querySelectorAll<HTMLElement>('.wide')) {
    const hint = element('p', { class: 'swipe' }, said('swipe'));
    wide.before(hint);
    const tell = () => {
      const isWider = wide.scrollWidth > wide.clientWidth + 1;
      hint.hidden = !isWider;
      if (isWider || wide.scrollHeight > wide.clientHeight + 1) wide.tabIndex = 0;
      else wide.removeAttribute('tabindex');
    };
    const sizes = new ResizeObserver(tell);
    sizes.observe(wide);
    sizes.observe(wide.firstElementChild!);
  }
}
