import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, describe, expect, it } from 'vitest';
import { brought } from '../../../src/io/peer.js';
import { lockFolder } from '../../../src/library/folder-lock.js';
import { openLibrary } from '../../../src/library/open-library.js';
import { programOf, ROOT } from '../../support/program.js';
import { TIMES } from '../../support/runs.js';

const scratch = mkdtempSync(join(tmpdir(), 'fsl-library-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'ok',
    (error: { code: string }) => error.code,
  );

describe('a folder', () => {
  const program = programOf('test/support/library-owner.ts');
  const own = (folder: string): ChildProcess =>
    spawn(process.execPath, [program, folder, 'S'], { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
  const linesOf = (child: ChildProcess) => createInterface({ input: child.stdout! });

  it(`loses nothing that was answered for when its owner is killed, ${1 + TIMES} times`, async () => {
    const folder = join(scratch, 'killed');
    let written = 0;
    for (let kill = 0; kill < TIMES; kill++) {
      const child = own(folder);
      const before = written;
      const ended = once(child, 'exit');
      for await (const line of linesOf(child)) {
        const [word, n] = line.split(' ');
        if (word === 'found') expect(Number(n)).toBeGreaterThanOrEqual(before);
        else if (word === 'written') written = Number(n) + 1;
        else throw new Error(line);
        // Anywhere in the next one.
        if (written >= before + 5 + kill) child.kill('SIGKILL');
      }
      await ended;
    }
    expect(written).toBeGreaterThanOrEqual(5 * TIMES);
    const other = own(folder);
    for await (const line of linesOf(other)) {
      expect(Number(line.split(' ')[1])).toBeGreaterThanOrEqual(written);
      break;
    }
    // A second owner is told who the first is.
    expect(await codeOf(openLibrary(folder))).toBe('LIBRARY_IN_USE');
    await expect(openLibrary(folder)).rejects.toThrow(`in use by process ${other.pid} on ${hostname()}`);
    expect(readdirSync(folder).filter((name) => name.startsWith('lock.'))).toHaveLength(1);
    const ended = once(other, 'exit');
    other.kill('SIGKILL');
    await ended;
    const library = await openLibrary(folder);
    const access = library.as({ station: 'S' });
    const all = (await access.records()).length;
    expect(all).toBeGreaterThanOrEqual(written);
    for (let i = 0; i < all; i++) expect((await access.history('volunteers', `v${i}`)).length).toBe(1);
    expect(await codeOf(openLibrary(folder))).toBe('LIBRARY_IN_USE');
    await library.close();
    expect(readdirSync(folder)).toEqual(['data']);
  });
});

describe('the lock of a folder', () => {
  const locks = (folder: string) => readdirSync(folder).filter((name) => name.startsWith('lock.'));

  it('is one for all in a process, and free again once it is released', async () => {
    const folder = join(scratch, 'locked');
    for (let i = 0; i < 2; i++) {
      const release = await lockFolder(folder);
      expect(await codeOf(lockFolder(folder))).toBe('LIBRARY_IN_USE');
      expect(locks(folder)).toHaveLength(1);
      release();
      release();
    }
    expect(locks(folder)).toEqual([]);
  });

  it.each([
    ['a process that is gone', `lock.${2 ** 22 + 1}.1.${hostname()}`, 'ok'],
    ['a process of another start under its number', `lock.1.999999999999.${hostname()}`, 'ok'],
    ['this process before it was another', `lock.${process.pid}.1.${hostname()}`, 'ok'],
    ['another machine, of which nothing is known', 'lock.1.1.elsewhere.example', 'LIBRARY_IN_USE'],
    ['no owner', 'lock.txt', 'ok'],
  ])('of %s is taken for what it is', async (_, name, expected) => {
    const folder = mkdtempSync(join(scratch, 'lock-'));
    writeFileSync(join(folder, name), '');
    expect(await codeOf(lockFolder(folder))).toBe(expected);
    const others = locks(folder).filter((one) => one !== name);
    expect(others).toHaveLength(expected === 'ok' ? 1 : 0);
    expect(locks(folder).includes(name)).toBe(expected !== 'ok' || name === 'lock.txt');
  });

  it("of one that ended and was not waited for is nobody's", async () => {
    const folder = mkdtempSync(join(scratch, 'lock-'));
    // The shell leaves its child behind as it is, until it ends itself.
    const shell = spawn('sh', ['-c', 'sleep 0.01 & echo $!; exec sleep 5'], { stdio: ['ignore', 'pipe', 'ignore'] });
    const [line] = (await once(createInterface({ input: shell.stdout }), 'line')) as [string];
    await new Promise((wake) => setTimeout(wake, 200));
    writeFileSync(join(folder, `lock.${line}.0.${hostname()}`), '');
    expect(await codeOf(lockFolder(folder))).toBe('ok');
    shell.kill();
  });
});

describe('what is missing is one sentence', () => {
  it.each([
    [
      '@electric-sql/pglite',
      join(scratch, 'none'),
      /^Libraries in a folder take the package @electric-sql\/pglite\. Maybe run/,
    ],
    ['pg', 'postgres://127.0.0.1/none', /^Libraries on a server take the package pg\. Maybe run/],
  ])('%s', async (name, source, message) => {
    brought.set(name, () => Promise.reject(new Error('not there')));
    try {
      await expect(openLibrary(source)).rejects.toMatchObject({
        code: 'PEER_MISSING',
        message: expect.stringMatching(message),
      });
    } finally {
      brought.delete(name);
    }
  });

  it('a server that does not answer, without what its URL keeps secret', async () => {
    const source = 'postgres://user:secret@127.0.0.1:1/library';
    await expect(openLibrary(source)).rejects.toMatchObject({
      code: 'LIBRARY_UNREACHABLE',
      message: expect.stringMatching(/^The server of the library cannot be reached: .*127\.0\.0\.1:1/),
    });
    await expect(openLibrary(source)).rejects.not.toThrow('secret');
  });

  it('a server that is too old', async () => {
    const client = {
      query: async () => ({ rows: [{ version: 140_011 }] }),
      release() {},
      on() {},
      off() {},
    };
    await expect(openLibrary({ connect: async () => client })).rejects.toMatchObject({
      code: 'LIBRARY_VERSION',
      message: 'Expected PostgreSQL 15 or later, found 14.',
    });
  });
});
