import { defineConfig, type Options } from 'tsup';

const entry = {
  index: 'src/index.ts',
  io: 'src/io/index.ts',
  kernel: 'src/kernel/index.ts',
  report: 'src/report/index.ts',
  worker: 'src/worker/index.ts',
};

const shared: Options = {
  target: 'node20',
  platform: 'neutral',
  // Maps name lines, they do not carry the sources.
  esbuildOptions: (options) => {
    options.sourcesContent = false;
  },
};

/** Taken in where one file is quicker to load than hundreds, and where CommonJS cannot `require` what is an ES module only. */
const noExternal = [/^(lodash-es|kdbush|intl-messageformat|@formatjs)/];

export default defineConfig([
  // ES modules file by file, as in src: so a bundler leaves out whatever an app does not ask for, schemas and tables too.
  { ...shared, entry: ['src/**/*.ts', '!src/worker/thread.ts', '!src/report/page/**'], format: 'esm', bundle: false },
  // Types are the same for both kinds of module; .ci/common-types.mjs copies them.
  { entry, format: 'esm', dts: { only: true } },
  // For Node, which reads a file for every module: one file an entry, and what entries share.
  {
    ...shared,
    entry: { ...entry, desk: 'src/desk/main.ts' },
    outDir: 'dist/node',
    format: 'esm',
    treeshake: true,
    splitting: true,
    sourcemap: true,
    noExternal,
  },
  {
    ...shared,
    entry,
    format: 'cjs',
    treeshake: true,
    splitting: true,
    sourcemap: true,
    noExternal,
    // A file that can be `require`d knows its path, not its URL; see src/worker/host.ts.
    define: { 'import.meta.url': '__filename' },
  },
  // What runs inside workers, of both kinds: one file that imports nothing, so that it can be put anywhere.
  {
    ...shared,
    entry: { 'worker/worker-thread': 'src/worker/thread.ts' },
    format: 'esm',
    treeshake: true,
    splitting: false,
  },
]);
