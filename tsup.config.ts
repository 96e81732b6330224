import { defineConfig, type Options } from 'tsup';

const shared: Options = {
  entry: { index: 'src/index.ts', kernel: 'src/kernel/index.ts' },
  target: 'node20',
  platform: 'neutral',
  dts: true,
  sourcemap: true,
  treeshake: true,
};

export default defineConfig([
  { ...shared, format: 'esm' },
  // CommonJS takes in what it cannot `require` on every Node we support: packages that are ES modules only.
  { ...shared, format: 'cjs', noExternal: [/^(lodash-es|kdbush|intl-messageformat|@formatjs)/] },
]);
