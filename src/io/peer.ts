import { LinkageError } from '../errors/linkage-error.js';

/**
 * A package that only those install who need it; no bundler looks for it.
 *
 * @throws LinkageError `PEER_MISSING`
 */
export async function peer<Module>(path: string, what: string): Promise<Module> {
  try {
    return (await import(/* @vite-ignore */ /* webpackIgnore: true */ path)) as Module;
  } catch {
    const [name] = path.split('/');
    throw new LinkageError('PEER_MISSING', `${what} take the package ${name}. Maybe run \`npm install ${name}\`.`);
  }
}
