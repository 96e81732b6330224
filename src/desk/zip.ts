import { crc32, deflateRawSync } from 'node:zlib';

const LOCAL = 0x04034b50;
const ENTRY = 0x02014b50;
const END = 0x06054b50;
/** Deflated, names in UTF-8, made at noon of the first day that archives know. */
const HEAD = [20, 0x800, 8, 12 << 11, (1 << 5) | 1];

/** Numbers of two bytes each; a pair of an array is one of four. */
const bytes = (...numbers: readonly (number | [number])[]): Buffer =>
  Buffer.concat(
    numbers.map((number) => {
      const field = Buffer.alloc(typeof number === 'number' ? 2 : 4);
      field.writeUIntLE(typeof number === 'number' ? number : number[0], 0, field.length);
      return field;
    }),
  );

/** Files as an archive, as `fflate` packs them, by the zlib of Node, which takes a third of the time. O(bytes). */
export function zipSync(files: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const [file, data] of Object.entries(files)) {
    const name = Buffer.from(file);
    const packed = deflateRawSync(data, { level: 4 });
    const head = bytes(...HEAD, [crc32(data)], [packed.length], [data.length], name.length, 0);
    parts.push(bytes([LOCAL]), head, name, packed);
    directory.push(bytes([ENTRY], 20), head, bytes(0, 0, 0, [0], [at]), name);
    at += 4 + head.length + name.length + packed.length;
  }
  const listed = Buffer.concat(directory);
  const count = Object.keys(files).length;
  return Buffer.concat([...parts, listed, bytes([END], 0, 0, count, count, [listed.length], [at], 0)]);
}
