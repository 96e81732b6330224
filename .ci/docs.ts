// `npm run docs`: one static site in out/docs. Pages come from .ci/docs/pages.ts, pictures from a browser where there is one, the reference from TypeDoc (it
// has a search of its own, so that names of types do not drown the guide), the desk as a page from dist where it is built.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'vitepress';
import { ROOT } from './docs/cut.js';
import { deadAnchors, sitePages, withPictures } from './docs/pages.js';
import { makePictures } from './docs/pictures.js';

const SITE = join(ROOT, 'out/site');
const PUBLIC = join(SITE, 'public');
const DESK = join(ROOT, 'dist/desk.html');

rmSync(SITE, { recursive: true, force: true });
mkdirSync(join(PUBLIC, 'pictures'), { recursive: true });
const pages = sitePages();
const dead = deadAnchors(pages);
if (dead.length > 0) throw new Error(`links to headings that are not there:\n${dead.join('\n')}`);
const made = await makePictures(join(PUBLIC, 'pictures'));
for (const [path, text] of pages) {
  const file = join(SITE, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, withPictures(text, path.startsWith('en/') ? 'en' : 'zh', made));
}
if (existsSync(DESK)) copyFileSync(DESK, join(PUBLIC, 'desk.html'));
const { status } = spawnSync(process.execPath, [join(ROOT, 'node_modules/typedoc/bin/typedoc')], {
  cwd: ROOT,
  stdio: 'inherit',
});
if (status !== 0) process.exit(status ?? 1);
await build(join(ROOT, 'examples'));
