import { brought } from '../io/peer.js';

/** The build puts these into the command, so that it needs nothing that is not installed with it. */
export function bringPackages(): void {
  brought.set('echarts', async () => (await import('./drawing.js')).drawing());
  brought.set('fflate', () => import('fflate'));
  brought.set('graphology-gexf', () => import('graphology-gexf'));
  brought.set('write-excel-file/universal', () => import('write-excel-file/universal'));
}
