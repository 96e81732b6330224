// A stranger's first ES module. The package test copies it beside an installed tarball; CI runs it on other Nodes.
import { createNetwork, LinkageError, match, matchPairs, verify, verifyPairs } from 'five-society-linkage';
import { importTables, planTables, tableTemplates, toCsv } from 'five-society-linkage/io';
import * as kernel from 'five-society-linkage/kernel';
import { report } from 'five-society-linkage/report';
import { frameOf, joinFrames, mergeParts, planShard, sourceOf } from 'five-society-linkage/shard';
import { openWorkers } from 'five-society-linkage/worker';
import { check, NEEDS_MET, PAIRS, RECORDS } from './sample.mjs';

const network = createNetwork(RECORDS);
const plan = match(network);
check(plan.linkages.length === NEEDS_MET, `linkages: ${plan.linkages.length}`);
check(verify(network, plan).ok, 'the plan verifies');
const shard = { key: 'all', network };
const frame = joinFrames([frameOf(shard)]);
let merged = '';
for await (const piece of mergeParts([sourceOf(planShard(shard, frame).part)], frame)) merged += piece;
check(merged === JSON.stringify(plan), 'a shard that has all gives the plan');
const pairs = matchPairs(PAIRS);
check(verifyPairs(PAIRS, pairs).ok, 'the pairs verify');
check(Object.keys(kernel).length > 0, 'the kernel exports something');
const tables = tableTemplates().map((table) => ({ file: table.file, data: toCsv(table) }));
check(importTables(tables).issues.length === 0, 'the templates can be imported');
check(planTables(network, plan).length > 10, 'a plan makes lists');
check(
  report(network, plan).startsWith('<!doctype html>'),
  'the report is a page, without charts where there is no library',
);
// Never closed: idle workers let the process end.
const workers = openWorkers({ workers: 2 });
check(JSON.stringify(await workers.match(network)) === JSON.stringify(plan), 'workers give the same plan');
try {
  createNetwork({ communities: [], needs: [{ id: '1', community: 'gone', urgency: '急', capability: 'meal' }] });
  check(false, 'a dangling reference is refused');
} catch (error) {
  check(error instanceof LinkageError && error.code === 'INVALID_INPUT', String(error));
}
console.log(`esm ok, Node ${process.versions.node}`);
