import * as NODE from './node.js';

// The engine knows a module's own constants, those of others it looks up each time.
const { TREE, PARENT, JOIN, DEPTH, NEXT, PREVIOUS } = NODE;

/** Makes `after` follow `before` in the ring. */
export function link(tree: Int32Array, before: number, after: number): void {
  tree[before * TREE + NEXT] = after;
  tree[after * TREE + PREVIOUS] = before;
}

/** Puts a node that nothing hangs below first below `parent`, by the arc of `join`. */
export function insert(tree: Int32Array, v: number, parent: number, join: number): void {
  tree[v * TREE + PARENT] = parent;
  tree[v * TREE + JOIN] = join;
  tree[v * TREE + DEPTH] = tree[parent * TREE + DEPTH]! + 1;
  link(tree, v, tree[parent * TREE + NEXT]!);
  link(tree, parent, v);
}

/**
 * Cuts the subtree of `out` from its parent, roots it at `top` and hangs it below `parent` by the arc of `join`; adds `by` to its potentials, if
 * there are any. Gives its size.
 *
 * The nodes from `top` up to `out`, the stem, change places with their parents. In preorder the new subtree is that of `top`, then what is left
 * of each stem node's when the one before it is taken out: a piece before and a piece after. Depths in such a rest change by the same number.
 */
export function reroot(
  tree: Int32Array,
  top: number,
  out: number,
  parent: number,
  join: number,
  potential?: Float64Array,
  by = 0,
): number {
  const before = tree[out * TREE + PREVIOUS]!;
  let size = 0;
  let depth = tree[parent * TREE + DEPTH]! + 1;
  let above = parent;
  let arc = join;
  // Behind `last` the new subtree goes on; from `later` on lies what came after the pieces taken so far; `taken` is the stem node before.
  let last = -1;
  let later = -1;
  let taken = -1;
  for (let stem = top; ; depth++) {
    const oldParent = tree[stem * TREE + PARENT]!;
    const oldArc = tree[stem * TREE + JOIN]!;
    const level = tree[stem * TREE + DEPTH]!;
    const deeper = depth - level;
    tree[stem * TREE + PARENT] = above;
    tree[stem * TREE + JOIN] = arc;

    let v = stem;
    let end = stem;
    if (taken >= 0) {
      for (; v !== taken; v = tree[v * TREE + NEXT]!) {
        if (potential) potential[v]! += by;
        tree[v * TREE + DEPTH]! += deeper;
        end = v;
        size++;
      }
      link(tree, last, stem);
      v = later;
      if (tree[v * TREE + DEPTH]! > level) link(tree, end, v);
    } else {
      if (potential) potential[v]! += by;
      tree[v * TREE + DEPTH] = depth;
      size++;
      v = tree[v * TREE + NEXT]!;
    }
    while (tree[v * TREE + DEPTH]! > level) {
      if (potential) potential[v]! += by;
      tree[v * TREE + DEPTH]! += deeper;
      end = v;
      size++;
      v = tree[v * TREE + NEXT]!;
    }
    last = end;
    later = v;
    if (stem === out) break;
    taken = stem;
    arc = oldArc ^ 1;
    above = stem;
    stem = oldParent;
  }
  link(tree, before, later);
  link(tree, last, tree[parent * TREE + NEXT]!);
  link(tree, parent, top);
  return size;
}
