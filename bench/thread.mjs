// What runs inside a worker, from the sources: `dist/worker/worker-thread.js` is built from the same file.
import { register } from 'tsx/esm/api';

register();
await import('../src/worker/thread.ts');
