import { where } from '../matters.js';
import { type BuiltInRule, keyOf } from '../pair.js';

/** The need names the provider as one it has a conflict with. Source: H14 in src/README.md. */
export const conflict: BuiltInRule = {
  name: 'conflict',
  forbids: where(
    { line: ({ need }) => need.conflicts !== undefined },
    (pair) => pair.need.conflicts?.includes(keyOf(pair)) ?? false,
  ),
  compared: (pair) => {
    const conflicts = pair.need.conflicts ?? [];
    return { field: 'need.conflicts', actual: conflicts, required: conflicts.filter((key) => key !== keyOf(pair)) };
  },
};
