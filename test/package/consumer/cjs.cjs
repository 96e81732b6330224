// The same stranger, ten years older: CommonJS.
const { createNetwork, LinkageError, match, matchPairs, verify, verifyPairs } = require('five-society-linkage');
const kernel = require('five-society-linkage/kernel');
const { version } = require('five-society-linkage/package.json');

async function main() {
  const { check, NEEDS_MET, PAIRS, RECORDS } = await import('./sample.mjs');
  const network = createNetwork(RECORDS);
  const plan = match(network);
  check(plan.linkages.length === NEEDS_MET, `linkages: ${plan.linkages.length}`);
  check(verify(network, plan).ok, 'the plan verifies');
  check(verifyPairs(PAIRS, matchPairs(PAIRS)).ok, 'the pairs verify');
  check(Object.keys(kernel).length > 0, 'the kernel exports something');
  check(typeof LinkageError === 'function', 'LinkageError is exported');
  check(/^\d+\.\d+\.\d+/.test(version), 'package.json is exported');
  console.log(`cjs ok, Node ${process.versions.node}`);
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
