import { brought } from '../io/peer.js';

/** What a package exports; one that is CommonJS, or was made so by the build, has it all as its default. */
async function exportsOf(loading: Promise<object>): Promise<unknown> {
  const found = await loading;
  const whole = 'default' in found ? found.default : undefined;
  return typeof whole === 'object' && whole !== null ? whole : found;
}

/** The build puts these into the command, so that it needs nothing that is not installed with it. */
export function bringPackages(): void {
  brought.set('echarts', async () => (await import('./drawing.js')).drawing());
  brought.set('fflate', () => exportsOf(import('fflate')));
}
