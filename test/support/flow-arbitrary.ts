/** Random small flow networks of any form: cycles, parallel arcs, self-loops, negative costs, unbalanced supplies. */
import fc from 'fast-check';

export interface FlowNetwork {
  readonly supply: readonly number[];
  readonly tail: readonly number[];
  readonly head: readonly number[];
  readonly capacity: readonly number[];
  readonly cost: readonly number[];
}

export interface FlowSize {
  readonly nodes: number;
  readonly arcs: number;
  readonly quantity: number;
  readonly cost: number;
}

export function flowNetwork(size: FlowSize): fc.Arbitrary<FlowNetwork> {
  return fc.integer({ min: 1, max: size.nodes }).chain((nodes) =>
    fc
      .record({
        supply: fc.array(fc.oneof(fc.constant(0), fc.integer({ min: -size.quantity, max: size.quantity })), {
          minLength: nodes,
          maxLength: nodes,
        }),
        arcs: fc.array(
          fc.record({
            tail: fc.nat(nodes - 1),
            head: fc.nat(nodes - 1),
            capacity: fc.oneof(
              { weight: 6, arbitrary: fc.nat(size.quantity) },
              { weight: 1, arbitrary: fc.constant(0) },
            ),
            cost: fc.oneof(fc.constantFrom(0, 1, -1), fc.integer({ min: -size.cost, max: size.cost })),
          }),
          { minLength: Math.ceil(size.arcs / 3), maxLength: size.arcs, size: 'max' },
        ),
      })
      .map(({ supply, arcs }) => ({
        supply,
        tail: arcs.map((arc) => arc.tail),
        head: arcs.map((arc) => arc.head),
        capacity: arcs.map((arc) => arc.capacity),
        cost: arcs.map((arc) => arc.cost),
      })),
  );
}
