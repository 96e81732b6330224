import { defineConfig } from 'tsup';

export default defineConfig({
  entry: { index: 'src/index.ts', kernel: 'src/kernel/index.ts' },
  format: ['esm', 'cjs'],
  target: 'node20',
  platform: 'neutral',
  dts: true,
  clean: true,
  sourcemap: true,
  treeshake: true,
  // CommonJS output cannot `require` these ESM-only or oddly exported packages on every Node we support.
  noExternal: ['lodash-es', 'kdbush', 'geokdbush', 'tinyqueue'],
});
