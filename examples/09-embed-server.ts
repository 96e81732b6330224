import { type ServerType, serve } from '@hono/node-server';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import {
  type Change,
  createNetwork,
  explain,
  type Input,
  LinkageError,
  matchAsync,
  sentences,
  verify,
  whatIf,
} from '../src/index.js';
import { openLibrary } from '../src/library/index.js';
import { readArguments, type Usage, wholeFrom } from './arguments.js';
import { haikouScenario } from './haikou-scenario.js';

const USAGE: Usage = {
  call: 'npx tsx examples/09-embed-server.ts [--port 8080] [--state out/session] [--seed 2026] [--needs 1000]',
  about: `A matching service over HTTP. It keeps a city in step with what happens in a resource library, and begins again where it was stopped, however it was stopped; several can share one on PostgreSQL.

  GET  /plan           the best plan now, with its proof
  GET  /verify         the verdict of the checker
  GET  /needs/:id      why: what became of a need, in words (?lang=en)
  POST /changes        an array of changes; answers what they change of the plan
  POST /what-if        the same without making them
  POST /match          records in, plan out; nothing is kept

  --port   0 takes any that is free
  --state  the library that the session is kept in: a folder, or a postgres:// URL
  --seed   the invented city to begin with, where there is no session yet
  --needs  how many needs it has`,
};

const { values } = readArguments(USAGE, {
  port: { type: 'string', default: '8080' },
  state: { type: 'string', default: 'out/session' },
  seed: { type: 'string', default: '2026' },
  needs: { type: 'string', default: '1000' },
});
const port = wholeFrom(USAGE, 'port', values.port, 0);
const seed = wholeFrom(USAGE, 'seed', values.seed);
const needs = wholeFrom(USAGE, 'needs', values.needs, 0);

/** Largest body, longest search, and how many changes one call may bring. */
const LIMITS = { bytes: 4 * 1024 * 1024, milliseconds: 5000, changes: 1000 };

/** What cannot be opened is for people to mend. */
async function opened<T>(opening: Promise<T>): Promise<T> {
  return opening.catch((error: Error) => {
    console.error(error.message);
    process.exit(1);
  });
}
const library = await opened(openLibrary(values.state));
await library.enrol([{ id: 'server', area: '4601' }]);
const access = library.as({ station: 'server', actor: `process ${process.pid}` });
const session = await opened(access.live('city', () => createNetwork(haikouScenario(seed, needs))));

/** Problem details (RFC 9457). A fault of the caller's says where it is; ours say no more than that they are ours. */
function problem(status: number, title: string, more: object = {}): Response {
  return Response.json(
    { type: 'about:blank', title, status, ...more },
    {
      status,
      headers: { 'content-type': 'application/problem+json' },
    },
  );
}

const app = new Hono();
app.use(bodyLimit({ maxSize: LIMITS.bytes, onError: () => problem(413, `More than ${LIMITS.bytes} bytes.`) }));
app.notFound(() => problem(404, 'There is nothing here.'));
app.onError((error, c) => {
  if (c.req.raw.signal.aborted) return problem(499, 'The caller has hung up.');
  if (error instanceof LinkageError) {
    const ours = error.code === 'SELF_CHECK_FAILED';
    return problem(ours ? 500 : 422, error.message, { code: error.code, faults: error.details });
  }
  if (error instanceof SyntaxError) return problem(400, 'This is no JSON.', { detail: error.message });
  console.error(error);
  return problem(500, 'A fault of this server.');
});

app.get('/plan', (c) => c.json(session.live.plan));
app.get('/verify', (c) => {
  const { network, plan, options } = session.live;
  return c.json(verify(network, plan, options));
});
app.get('/needs/:id', (c) => {
  const locale = c.req.query('lang') === 'en' ? 'en' : 'zh';
  const { network, plan, options } = session.live;
  return c.json(sentences(explain(network, plan, { need: c.req.param('id') }, options), locale));
});
app.post('/changes', async (c) => c.json(await session.apply(changesIn(await c.req.json()))));
app.post('/what-if', async (c) => {
  const changes = changesIn(await c.req.json());
  return c.json(whatIf(session.live.network, changes, session.live.options).diff);
});
app.post('/match', async (c) => {
  // Whoever hangs up stops the search; whoever waits gets the best plan so far when time is up.
  const network = createNetwork((await c.req.json()) as Input);
  return c.json(await matchAsync(network, { signal: c.req.raw.signal, timeLimit: LIMITS.milliseconds }));
});

/** The schema of changes is the library's; how many there may be is ours. */
function changesIn(body: unknown): Change[] {
  if (!Array.isArray(body) || body.length > LIMITS.changes) {
    throw new LinkageError('INVALID_INPUT', `Expected an array of at most ${LIMITS.changes} changes.`);
  }
  return body as Change[];
}

const server: ServerType = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' }, ({ port: own }) => {
  console.log(`http://127.0.0.1:${own}`);
});

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    server.close();
    void session.close().then(() => library.close());
  });
}
