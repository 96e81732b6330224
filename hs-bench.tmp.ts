import { cpus, loadavg } from 'node:os';
import { printWhole, wholeAgrees } from './bench/whole-report.js';
console.log(new Date().toISOString(), process.version, cpus().length, cpus()[0]?.model, loadavg());
if (process.argv[2] === 'check') console.log(await wholeAgrees()); else await printWhole(process.argv[2] === 'full');
