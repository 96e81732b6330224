import { defineConfig, type Options } from 'tsup';

const entry = {
  index: 'src/index.ts',
  cluster: 'src/cluster/index.ts',
  bullmq: 'src/cluster/bullmq.ts',
  'pg-boss': 'src/cluster/pg-boss.ts',
  io: 'src/io/index.ts',
  kernel: 'src/kernel/index.ts',
  library: 'src/library/index.ts',
  report: 'src/report/index.ts',
  shard: 'src/shard/index.ts',
  worker: 'src/worker/index.ts',
};

// No source maps: the code is not minified and keeps its names, and maps are a third of the package.
const shared: Options = {
  target: 'node20',
  platform: 'neutral',
};

export default defineConfig([
  // ES modules file by file, as in src: so a bundler leaves out whatever an app does not ask for, schemas and tables too.
  {
    ...shared,
    entry: ['src/**/*.ts', '!src/worker/thread.ts', '!src/report/page/**', '!src/page/**'],
    format: 'esm',
    bundle: false,
  },
  // Types are the same for both kinds of module; .ci/node-modules.mjs copies them.
  { entry, format: 'esm', dts: { only: true } },
  // For Node, whichever way it is asked for: one file an entry, and what entries share. .ci/node-modules.mjs gives it names as ES modules.
  {
    ...shared,
    entry: { ...entry, desk: 'src/desk/main.ts' },
    format: 'cjs',
    treeshake: true,
    splitting: true,
    // Packages that are ES modules only, which not every Node we support can `require`.
    // The command has in it what it takes beside them: packages for workbooks, graphs and charts.
    noExternal: [/^(lodash-es|kdbush|intl-messageformat|@formatjs)/, /^(fflate|echarts\/|zrender|tslib)/],
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
