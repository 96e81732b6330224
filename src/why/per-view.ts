import type { View } from './view.js';

/** An answer about a view that is worked out when it is first asked for: so a list of questions looks all up in the same tables. */
export function perView<T>(make: (view: View) => T): (view: View) => T {
  const known = new WeakMap<View, { readonly answer: T }>();
  return (view) => {
    let found = known.get(view);
    if (found === undefined) known.set(view, (found = { answer: make(view) }));
    return found.answer;
  };
}
