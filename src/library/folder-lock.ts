import { LinkageError } from '../errors/linkage-error.js';

/** `lock.<process>.<its start>.<machine>` */
const LOCK = /^lock\.(\d+)\.(\d+)\.(.+)$/;

/**
 * Takes a folder for this process, until what it gives is called. Each owner has a file of its own name: written first, then the others are looked at, so of two who come
 * at once none takes the other's; one of a process that is gone is removed. Of another machine nothing is known but its file.
 *
 * @throws LinkageError `LIBRARY_IN_USE`
 */
export async function lockFolder(folder: string): Promise<() => void> {
  const [fs, { join }, { hostname }] = await Promise.all([import('node:fs'), import('node:path'), import('node:os')]);
  /** When a process began, in the system's own count; nothing where it is gone, 0 where the system does not say. */
  const startOf = (pid: number): number | undefined => {
    try {
      process.kill(pid, 0);
    } catch (error) {
      if ((error as { code?: string }).code === 'ESRCH') return undefined;
    }
    try {
      // After the name, which may hold anything, the start is the 20th field.
      const stat = fs.readFileSync(`/proc/${pid}/stat`, 'latin1');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      // Ended, and only not yet taken note of.
      return fields[0] === 'Z' ? undefined : Number(fields[19]);
    } catch {
      return 0;
    }
  };
  const inUse = (file: string): never => {
    const [, pid, , machine] = LOCK.exec(file)!;
    const message = `The library in ${folder} is in use by process ${pid} on ${machine}: a folder has one owner, or changes are lost. Maybe close it there, or use PostgreSQL for several; if that process is gone, remove ${join(folder, file)}.`;
    throw new LinkageError('LIBRARY_IN_USE', message);
  };
  fs.mkdirSync(folder, { recursive: true });
  const own = `lock.${process.pid}.${startOf(process.pid)}.${hostname()}`;
  const file = join(folder, own);
  try {
    fs.closeSync(fs.openSync(file, 'wx'));
  } catch (error) {
    if ((error as { code?: string }).code === 'EEXIST') inUse(own);
    throw error;
  }
  const release = () => fs.rmSync(file, { force: true });
  for (const other of fs.readdirSync(folder)) {
    const [, pid, start, machine] = LOCK.exec(other) ?? [];
    if (pid === undefined || other === own) continue;
    if (machine !== hostname() || startOf(Number(pid)) === Number(start)) {
      release();
      inUse(other);
    }
    fs.rmSync(join(folder, other), { force: true });
  }
  return release;
}
