import { pathToFileURL } from 'node:url';
import { provinceOf } from '../../examples/province.js';
import { defineCluster, folderParts } from '../../src/cluster/index.js';

/** A small province, as a module of a cluster: in threads, and in processes of its own. */
const { url = pathToFileURL(process.argv[1]!).href, folder, cities, ...size } = JSON.parse(process.env['FSL_CLUSTER']!);

export default defineCluster({ url, source: provinceOf({ cities, ...size }), parts: folderParts(folder) });
