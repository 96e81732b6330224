// The same stranger, ten years older: CommonJS.
const { createNetwork, LinkageError, match, matchPairs, verify, verifyPairs } = require('five-society-linkage');
const { importTables, tableTemplates, toWorkbook } = require('five-society-linkage/io');
const kernel = require('five-society-linkage/kernel');
const { report } = require('five-society-linkage/report');
const { openWorkers } = require('five-society-linkage/worker');
const { version } = require('five-society-linkage/package.json');

async function main() {
  const { check, NEEDS_MET, PAIRS, RECORDS } = await import('./sample.mjs');
  const network = createNetwork(RECORDS);
  const plan = match(network);
  check(plan.linkages.length === NEEDS_MET, `linkages: ${plan.linkages.length}`);
  check(verify(network, plan).ok, 'the plan verifies');
  check(verifyPairs(PAIRS, matchPairs(PAIRS)).ok, 'the pairs verify');
  check(Object.keys(kernel).length > 0, 'the kernel exports something');
  check(importTables(tableTemplates()).issues.length === 0, 'the templates can be imported');
  const bare = await toWorkbook(tableTemplates()).catch((error) => error);
  // Where this runs inside the project, the package is there.
  const isMissing = bare instanceof LinkageError && bare.code === 'PEER_MISSING';
  check(isMissing || bare instanceof Uint8Array, 'workbooks take a package of their own');
  check(report(network, plan).startsWith('<!doctype html>'), 'the report is a page');
  const workers = openWorkers();
  check(JSON.stringify(await workers.match(network)) === JSON.stringify(plan), 'workers give the same plan');
  workers.close();
  const refused = await workers.match(network).catch((error) => error);
  check(refused instanceof LinkageError && refused.code === 'WORKERS_CLOSED', 'there is one LinkageError');
  check(/^\d+\.\d+\.\d+/.test(version), 'package.json is exported');
  console.log(`cjs ok, Node ${process.versions.node}`);
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
