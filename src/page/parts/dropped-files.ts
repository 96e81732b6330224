import type { PageFile } from '../calls.js';

/** Files that were chosen, with their paths in the folder if one was. */
export async function filesIn(list: Iterable<File>): Promise<PageFile[]> {
  return Promise.all(
    Array.from(list, async (file) => ({
      name: file.webkitRelativePath.split('/').slice(1).join('/') || file.name,
      data: new Uint8Array(await file.arrayBuffer()),
    })),
  );
}

/** Files that were dropped, those of folders too, as deep as they go. */
export async function droppedFiles({ items, files }: DataTransfer): Promise<PageFile[]> {
  const entries = Array.from(items, (item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  if (entries.length === 0) return filesIn(files);
  return (await Promise.all(entries.map((entry) => filesUnder(entry, '')))).flat();
}

async function filesUnder(entry: FileSystemEntry, path: string): Promise<PageFile[]> {
  if (entry.isFile) {
    const file = await new Promise<File>((done, failed) => (entry as FileSystemFileEntry).file(done, failed));
    return [{ name: path + entry.name, data: new Uint8Array(await file.arrayBuffer()) }];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((done, failed) => reader.readEntries(done, failed));
    if (some.length === 0) break;
    found.push(...some);
  }
  return (await Promise.all(found.map((one) => filesUnder(one, one.isFile ? path : `${path}${one.name}/`)))).flat();
}
