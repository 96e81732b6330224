/** Node's module, without an import that a browser or its bundler would stumble over. */
export function nodeThreads() {
  return globalThis.process?.getBuiltinModule?.('node:worker_threads');
}

/** How many threads can run at once here. */
export function cores(): number {
  const navigator: unknown = Reflect.get(globalThis, 'navigator');
  const known: unknown = Reflect.get(Object(navigator), 'hardwareConcurrency');
  if (typeof known === 'number') return known;
  return globalThis.process?.getBuiltinModule?.('node:os')?.availableParallelism() ?? 1;
}
