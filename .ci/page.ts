// What the report puts into its page: script and style sheets, from their sources, and what the page's policy allows of them. Written into a
// module of its own, so that the sources run as they are, built or not: `npm run page` after a change; a test says when it is due.
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const ROOT = join(import.meta.dirname, '..');
export const GENERATED = join(ROOT, 'src/report/page.generated.ts');
const PARTS = { SCRIPT: 'start.ts', STYLE: 'light.css', DARK: 'dark.css' };

/** The text of the module. */
export async function pageModule(): Promise<string> {
  const lines: string[] = [];
  for (const [name, entry] of Object.entries(PARTS)) {
    const { outputFiles } = await build({
      entryPoints: [join(ROOT, 'src/report/page', entry)],
      bundle: true,
      minify: true,
      write: false,
      format: 'iife',
      target: 'es2022',
      charset: 'utf8',
    });
    const text = outputFiles[0]!.text.trimEnd();
    const hash = `sha256-${createHash('sha256').update(text).digest('base64')}`;
    lines.push(`export const ${name} = ${JSON.stringify({ text, hash })};\n`);
  }
  return `// Made by \`npm run page\` from what stands in page/.\n${lines.join('')}`;
}

if (import.meta.url === pathToFileURL(process.argv[1]!).href) writeFileSync(GENERATED, await pageModule());
