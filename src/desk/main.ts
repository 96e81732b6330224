#!/usr/bin/env node
import { runCommand } from './command.js';

void runCommand(process.argv.slice(2)).then(({ status, out, error }) => {
  if (out !== '') console.log(out);
  if (error !== '') console.error(error);
  process.exitCode = status;
});
