import { defineConfig, type Options } from 'tsup';

const entry = {
  index: 'src/index.ts',
  io: 'src/io/index.ts',
  kernel: 'src/kernel/index.ts',
  report: 'src/report/index.ts',
  worker: 'src/worker/index.ts',
};

const shared: Options = {
  entry,
  target: 'node20',
  platform: 'neutral',
  dts: true,
  sourcemap: true,
  treeshake: true,
  splitting: true,
};

export default defineConfig([
  // With the desk, the command of the package: an ES module for Node, which nobody imports.
  { ...shared, entry: { ...entry, desk: 'src/desk/main.ts' }, dts: { entry }, format: 'esm' },
  {
    ...shared,
    format: 'cjs',
    // CommonJS takes in what it cannot `require` on every Node we support: packages that are ES modules only.
    noExternal: [/^(lodash-es|kdbush|intl-messageformat|@formatjs)/],
    // A file that can be `require`d knows its path, not its URL; see src/worker/host.ts.
    define: { 'import.meta.url': '__filename' },
  },
  // What runs inside workers, of both kinds: one file that imports nothing, so that it can be put anywhere.
  {
    entry: { 'worker-thread': 'src/worker/thread.ts' },
    target: 'node20',
    platform: 'neutral',
    format: 'esm',
    sourcemap: true,
    treeshake: true,
    splitting: false,
  },
]);
