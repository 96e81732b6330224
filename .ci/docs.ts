// `npm run docs`: one static site in out/docs. Pages come from .ci/docs/pages.ts, pictures from a browser where there is one, the reference from TypeDoc (it
// has a search of its own, so that names of types do not drown the guide), the desk as a page from dist where it is built.
import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Application } from 'typedoc';
import { build } from 'vitepress';
import { ROOT } from './docs/cut.js';
import { deadAnchors, sitePages, withDesk, withPictures } from './docs/pages.js';
import { makePictures } from './docs/pictures.js';

const SITE = join(ROOT, 'out/site');
const PUBLIC = join(SITE, 'public');
const DESK = join(ROOT, 'dist/desk.html');

rmSync(SITE, { recursive: true, force: true });
mkdirSync(join(PUBLIC, 'pictures'), { recursive: true });
const pages = sitePages();
const dead = deadAnchors(pages);
if (dead.length > 0) throw new Error(`links to headings that are not there:\n${dead.join('\n')}`);
const made = await makePictures(join(PUBLIC, 'pictures'), DESK);
for (const [path, text] of pages) {
  const file = join(SITE, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, withDesk(withPictures(text, path.startsWith('en/') ? 'en' : 'zh', made), existsSync(DESK)));
}
if (existsSync(DESK)) copyFileSync(DESK, join(PUBLIC, 'desk.html'));
await reference();
await build(join(ROOT, 'examples'));

/** By the options in tsconfig.json; a warning is an error. */
async function reference(): Promise<void> {
  const navigationLinks = { Guide: `${process.env['DOCS_BASE'] ?? '/'}en/` };
  const app = await Application.bootstrapWithPlugins({ navigationLinks });
  const project = await app.convert();
  if (project) {
    app.validate(project);
    await app.generateDocs(project, join(PUBLIC, 'reference'));
  }
  if (!project || app.logger.hasErrors() || app.logger.hasWarnings()) throw new Error('The reference has faults.');
}
