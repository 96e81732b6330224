import { LinkageError } from '../errors/linkage-error.js';

/** Packages that a program brings with it, by their paths. */
export const brought = new Map<string, () => Promise<unknown>>();

/**
 * A package that only those install who need it; no bundler looks for it.
 *
 * @throws LinkageError `PEER_MISSING`
 */
export async function peer<Module>(path: string, what: string): Promise<Module> {
  try {
    return (await (brought.get(path)?.() ?? import(/* @vite-ignore */ /* webpackIgnore: true */ path))) as Module;
  } catch {
    const [name] = /^(?:@[^/]+\/)?[^/]+/.exec(path)!;
    throw new LinkageError('PEER_MISSING', `${what} take the package ${name}. Maybe run \`npm install ${name}\`.`);
  }
}
