#!/usr/bin/env node
import { bringPackages } from '../week/packages.js';
import { runCommand } from './command.js';

bringPackages();
void runCommand(process.argv.slice(2)).then(({ status, out, error }) => {
  if (out !== '') console.log(out);
  if (error !== '') console.error(error);
  process.exitCode = status;
});
