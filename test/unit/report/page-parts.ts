/** What tests read out of a report. */

const DATA = /<script type="application\/json" id="data">([^<]*)<\/script>/;

export interface PageData {
  readonly texts: readonly string[];
  readonly needs: readonly (readonly unknown[])[];
  readonly lists: readonly (readonly [name: number, head: readonly number[], rows: readonly (readonly number[])[]])[];
}

export function dataOf(page: string): PageData {
  return JSON.parse(DATA.exec(page)?.[1] ?? 'null');
}

/** The page without data, script and style. */
export function markupOf(page: string): string {
  return page.replace(DATA, '').replace(/<(script|style)>[\s\S]*?<\/\1>/g, '');
}

/** Every tag, without the values of its attributes. */
export function tagsOf(page: string): string[] {
  return [...markupOf(page).matchAll(/<\/?[a-zA-Z](?:[^<>"]|"[^"]*")*>/g)].map(([tag]) =>
    tag.replace(/"[^"]*"/g, '""'),
  );
}

/** What is wrong with the nesting of elements; empty where all is well. */
export function misnested(page: string): string[] {
  const open: string[] = [];
  const faults: string[] = [];
  for (const [tag, end, name = '', rest = ''] of markupOf(page).matchAll(/<(\/?)([a-zA-Z]+)((?:[^<>"]|"[^"]*")*)>/g)) {
    if (/^(meta|input|br)$/.test(name) || rest.endsWith('/') || tag.startsWith('<!')) continue;
    if (end === '') open.push(name);
    else if (open.pop() !== name) faults.push(tag);
  }
  return [...faults, ...open];
}
