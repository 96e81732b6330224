import mapValues from 'lodash-es/mapValues.js';
import type { Locale } from '../say/phrase.js';
import { type Html, html, trusted } from './html.js';

/** What the report needs of Apache ECharts: `import * as charts from 'echarts'`. */
export interface Charts {
  init(
    dom: null,
    theme: null,
    options: { readonly renderer: 'svg'; readonly ssr: true; readonly width: number; readonly height: number },
  ): {
    setOption(option: object): void;
    renderToSVGString(): string;
    dispose(): void;
  };
}

export interface Chart {
  readonly width: number;
  readonly height: number;
  /** What it shows, for those who cannot see it. */
  readonly label: (locale: Locale) => string;
  /** What names of records are in it are texts to be shown: whatever the chart tells apart by its name is named by itself. */
  readonly option: (locale: Locale) => object;
}

const FONT = { fontFamily: 'inherit', fontSize: 13 };

/** Draws with ECharts, without a browser: SVG whose colours are variables of the page's style sheet. */
export function drawWith(charts: Charts): (chart: Chart) => Html {
  let drawn = 0;
  return ({ width, height, label, option }) => {
    const id = `c${drawn++}`;
    return (locale) => {
      const chart = charts.init(null, null, { renderer: 'svg', ssr: true, width, height });
      try {
        chart.setOption({ animation: false, textStyle: FONT, ...(keyless(option(locale)) as object) });
        const inner = trusted(plainSvg(chart.renderToSVGString(), id));
        return html`<svg class="chart" role="img" aria-label="${label(locale)}" viewBox="0 0 ${width} ${height}">${inner}</svg>`(
          locale,
        );
      } finally {
        chart.dispose();
      }
    };
  };
}

/** Joins words, seen nowhere: taken out again of what is drawn. */
const MARK = '\u2060';
const KEYS = new RegExp(`(?=${Object.getOwnPropertyNames(Object.prototype).join('|')}).`, 'g');

/**
 * An option of which no text, nor what its formatters say, nor a part of one, is a key of every object: ECharts remembers widths of
 * texts as properties of plain objects, and would take `__proto__` for one it knows and write to `Object.prototype`.
 */
function keyless(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(KEYS, `$&${MARK}`);
  if (typeof value === 'function') return (...given: unknown[]) => keyless(value(...given));
  if (Array.isArray(value)) return value.map(keyless);
  return typeof value === 'object' && value !== null ? mapValues(value, keyless) : value;
}

/**
 * What stands inside the `svg` element, without what a strict page forbids or a still picture does not need: style sheets, classes,
 * style attributes (as attributes of their own instead). ECharts escapes quotes and brackets in text, so that names cannot look
 * like attributes. Its ids count up over all charts ever made: `id` makes them the chart's own, and the same every time.
 */
function plainSvg(svg: string, id: string): string {
  return svg
    .replace(/^<svg[^>]*>|<\/svg>\s*$/g, '')
    .replace(/<style\b[\s\S]*?<\/style>/g, '')
    .replace(/ (?:class|pointer-events|ecmeta_\w+)="[^"]*"/g, '')
    .replace(/ style="([^"]*)"/g, (_, style: string) => attributesOf(style))
    .replace(/(id="|url\(#)zr\d+-/g, `$1${id}-`)
    .replace(/\n+/g, '')
    .replaceAll(MARK, '');
}

const KEPT = new Set(['font-size', 'font-weight']);

function attributesOf(style: string): string {
  const pairs = style.split(';').map((declaration) => declaration.split(':', 2));
  return pairs.map(([name = '', value]) => (KEPT.has(name) ? ` ${name}="${value}"` : '')).join('');
}
