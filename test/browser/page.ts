// Bundled for the browser from the built package: what a page of an app would do.
import { createNetwork, type Input, match } from 'five-society-linkage';
import { openWorkers } from 'five-society-linkage/worker';
import { cityRecords } from '../../bench/records.js';

/** How a call ended: the plan as text, or the code, or the reason, it was rejected with. */
export interface Ended {
  readonly plan?: string;
  readonly error?: string;
  readonly milliseconds: number;
}

export interface Asked {
  readonly needs: number;
  readonly workers?: number;
  readonly url?: string;
  /** Milliseconds after which it is aborted, or the workers are closed. */
  readonly abortAfter?: number;
  readonly closeAfter?: number;
}

const page = {
  here: (needs: number) => JSON.stringify(match(createNetwork(cityRecords({ needs }) as Input))),
  /** Two calls one after the other, by the same workers. */
  async inWorkers({ needs, workers = 1, url, abortAfter, closeAfter }: Asked): Promise<Ended[]> {
    const network = createNetwork(cityRecords({ needs }) as Input);
    const pool = openWorkers({ workers, url });
    const ended: Ended[] = [];
    for (const call of ['first', 'second']) {
      const stop = new AbortController();
      if (abortAfter !== undefined && call === 'first') setTimeout(() => stop.abort('enough'), abortAfter);
      if (closeAfter !== undefined && call === 'first') setTimeout(() => pool.close(), closeAfter);
      const start = performance.now();
      const end = await pool.match(network, { signal: stop.signal }).then(
        (plan) => ({ plan: JSON.stringify(plan) }),
        (error) => ({ error: String(error.code ?? error) }),
      );
      ended.push({ ...end, milliseconds: performance.now() - start });
    }
    pool.close();
    return ended;
  },
};

export type Page = typeof page;
Object.assign(globalThis, { page });
