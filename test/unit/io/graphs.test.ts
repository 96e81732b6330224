import { MultiDirectedGraph, MultiGraph } from 'graphology';
import gexf from 'graphology-gexf';
import { describe, expect, it } from 'vitest';
import { createNetwork, match, type Plan } from '../../../src/index.js';
import { assignPlan, toGexf } from '../../../src/io/index.js';
import { RICH } from '../../support/samples.js';
import { SMALLEST } from '../../support/smallest.js';
import { thrown } from '../../support/thrown.js';

const network = createNetwork(RICH);
const plan = match(network);

describe('assignPlan', () => {
  it('lays every allocation over a copy of the network as an edge from provider to need', () => {
    const before = JSON.stringify(network.export());
    const planned = assignPlan(network, plan);
    const assigned = planned.filterEdges((_, { kind }) => kind === 'assigned');
    const edges = assigned.map((edge) => [planned.source(edge), planned.target(edge), planned.getEdgeAttributes(edge)]);
    expect(edges).toEqual(
      plan.linkages.flatMap(({ need, allocations }) =>
        allocations.map(({ provider, requirement, offer, capability, quantity, unit, cost, slot }) => [
          provider,
          `need:${need}`,
          {
            kind: 'assigned',
            requirement,
            offer,
            capability,
            quantity,
            unit,
            cost: cost / plan.costScale,
            ...(slot !== undefined && { slot }),
          },
        ]),
      ),
    );
    expect(edges.length).toBeGreaterThan(3);
    expect([planned.order, planned.size]).toEqual([network.order, network.size + edges.length]);
    expect(JSON.stringify(network.export())).toBe(before);
  });

  it('refuses a plan of another network', () => {
    const other = createNetwork(SMALLEST);
    expect(thrown(() => assignPlan(other, plan)).code).toBe('PLAN_MISMATCH');
    expect(thrown(() => assignPlan(network, {} as Plan)).code).toBe('INVALID_PLAN');
  });
});

describe('toGexf', () => {
  it('fault 79: is read back: nodes with names and kinds, edges with what they say', () => {
    const planned = assignPlan(network, plan);
    const graph = gexf.parse(MultiDirectedGraph, toGexf(planned));
    expect([graph.order, graph.size]).toEqual([planned.order, planned.size]);
    expect(graph.getNodeAttributes('community:datong')).toMatchObject({ label: '大同社区', kind: 'community' });
    expect(graph.getNodeAttributes('need:a')).toMatchObject({
      label: 'a',
      kind: 'need',
      urgency: 'urgent',
      severity: 3,
    });
    const edge = planned.findEdge((_, { kind }) => kind === 'assigned')!;
    expect(graph.getEdgeAttributes(edge)).toMatchObject(planned.getEdgeAttributes(edge));
  });

  it('faults 78 and 79: holds any name: markup is escaped, what XML cannot hold is written out, and ids stay apart', () => {
    const names = ['<b a="1">&\'', ']]>', 'a\u0000b', 'x\u000by', 'tab\tline\nend', '\ufffe', '\u{1f600}', ''];
    const ids = ['<&">', 'x\ufffe', 'x\uffff', 'x', '__proto__', '\u202e'];
    const hostile = createNetwork({
      communities: [...names.map((name, i) => ({ id: `n${i}`, name })), ...ids.map((id) => ({ id }))],
      needs: [],
    });
    const text = toGexf(hostile);
    const graph = gexf.parse(MultiGraph, text);
    expect(graph.order).toBe(names.length + ids.length);
    expect(text).not.toMatch(/(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/u);
    expect(graph.getNodeAttribute('community:n0', 'label')).toBe(names[0]);
    expect(graph.getNodeAttribute('community:n2', 'label')).toBe('a\\u{0}b');
    expect(graph.hasNode('community:__proto__')).toBe(true);
  });
});
