#!/usr/bin/env node
import { runCommand } from './command.js';
import { bringPackages } from './packages.js';

bringPackages();
void runCommand(process.argv.slice(2)).then(({ status, out, error }) => {
  if (out !== '') console.log(out);
  if (error !== '') console.error(error);
  process.exitCode = status;
});
