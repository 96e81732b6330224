/** A Markdown table. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}

/** Seconds in the unit that suits them, with three digits. */
export function time(seconds: number | undefined): string {
  if (seconds === undefined || Number.isNaN(seconds)) return '—';
  return seconds < 1 ? `${digits(seconds * 1000)} ms` : `${digits(seconds)} s`;
}

/** How many times, with two digits or so. */
export function times(ratio: number | undefined): string {
  if (ratio === undefined || Number.isNaN(ratio)) return '—';
  return `${ratio < 10 ? ratio.toFixed(2) : digits(ratio)}×`;
}

export function percent(share: number | undefined): string {
  return share === undefined || Number.isNaN(share) ? '—' : `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`;
}

export function count(n: number): string {
  return Math.round(n).toLocaleString('en-US');
}

function digits(value: number): string {
  return value < 10 ? value.toFixed(2) : value < 100 ? value.toFixed(1) : count(value);
}
