import type { Work } from '../kernel/work.js';

/** What a split settles: an entry of a column of what is settled, −1 open, 0 not, 1 yes. */
export interface Side {
  readonly side: Int8Array;
  readonly which: number;
}

/**
 * Follows a search again, in preorder: a split (yes first, then no), or an end that bounds its part. Gives what all ends prove together, or what is wrong.
 * Does not stop before its end.
 *
 * @param least that the scale may be
 * @param judge what a branch is: what it settles, the bound of an end, or what is wrong with it; nothing where it settles what is settled
 */
export function* boundOfBranches<B>(
  { scale, tree }: { readonly scale: number; readonly tree: readonly B[] },
  least: number,
  judge: (branch: B) => Work<Side | number | string | undefined>,
): Work<number | string> {
  if (!Number.isInteger(Math.log2(scale)) || scale < least || scale > 2 ** 52) return `scale ${scale}`;
  const path: Side[] = [];
  let most = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < tree.length; i++) {
    const found = yield* judge(tree[i]!);
    if (found === undefined) return `entry ${i} splits on what is settled`;
    if (typeof found === 'string') return `entry ${i}: ${found}`;
    if (typeof found === 'object') {
      found.side[found.which] = 1;
      path.push(found);
      continue;
    }
    most = Math.max(most, found);
    // Back to the last split whose second half is still to come.
    for (let top = path.at(-1); top && top.side[top.which] === 0; top = path.at(-1)) {
      top.side[top.which] = -1;
      path.pop();
    }
    const top = path.at(-1);
    if (!top) return i === tree.length - 1 ? most : `entry ${i + 1} is one too many`;
    top.side[top.which] = 0;
  }
  return 'the tree has no end';
}
