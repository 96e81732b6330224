/** A process that owns the library of a folder and writes for as long as it lives; `program FOLDER STATION`. Says what was answered for. */
import { openLibrary } from '../../src/library/open-library.js';

const [folder = '', station = ''] = process.argv.slice(2);
const library = await openLibrary(folder).catch((error: { code: string }) => {
  console.log(error.code);
  return process.exit(0);
});
await library.enrol([{ id: station, area: '4601' }]);
const access = library.as({ station });
const before = (await access.records()).length;
console.log(`found ${before}`);
for (let i = before; ; i++) {
  const record = { id: `v${i}`, capabilities: ['meal'], quantity: 1 };
  await access.edit([{ type: 'add', collection: 'volunteers', record }]);
  process.stdout.write(`written ${i}\n`);
}
