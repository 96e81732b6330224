// The desk as one page that needs nothing else: `dist/desk.html`. Its worker stands in it as text; no script runs but those in it, and none may connect.
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const ROOT = join(import.meta.dirname, '..');
const PAGE = join(ROOT, 'src/page');

async function bundled(contents: string, sourcefile: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: PAGE, sourcefile, loader: 'ts' },
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    charset: 'utf8',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    external: ['node:*'],
    define: { 'import.meta.url': '""' },
    logLevel: 'error',
  });
  // What would end its element.
  return outputFiles[0]!.text
    .trim()
    .replace(/<\/(script)/gi, '<\\/$1')
    .replaceAll('<!--', '<\\!--');
}

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const worker = await bundled(
  `import { bringPackages } from '../week/packages.js';
import { listen, serveDesk } from './serve.js';
import { toWorkbook, writeTables } from '../io/index.js';
import { haikouScenario } from '../../examples/haikou-scenario.js';
bringPackages();
const demo = async () => [{ name: '海口一周.xlsx', data: await toWorkbook(writeTables(haikouScenario())) }];
listen(serveDesk(demo), self);`,
  'worker.ts',
);
const page = await bundled("import { start } from './start.js';\nstart();", 'page.ts');
const { outputFiles } = await build({
  entryPoints: [join(PAGE, 'page.css')],
  minify: true,
  write: false,
  charset: 'utf8',
});
const style = outputFiles[0]!.text.trim();
const policy = [
  "default-src 'none'",
  `script-src ${hashOf(page)}`,
  "style-src 'unsafe-inline'",
  'worker-src blob:',
  'img-src data: blob:',
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');
const html = `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>五社联动工作台</title>
<style>${style}</style>
</head>
<body>
<div id="app"></div>
<noscript>请打开 JavaScript。 Please turn on JavaScript.</noscript>
<script type="text/plain" id="worker">${worker}</script>
<script>${page}</script>
</body>
</html>
`;
mkdirSync(join(ROOT, 'dist'), { recursive: true });
writeFileSync(join(ROOT, 'dist/desk.html'), html);
console.log(`dist/desk.html ${(html.length / 1e6).toFixed(2)} MB`);
