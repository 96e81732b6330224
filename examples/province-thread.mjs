// Threads of 14-province.ts, from the sources: they need a loader of their own. A module of JavaScript is its own thread.
import { register } from 'tsx/esm/api';

register();
await import('./14-province.ts');
