/** A node's records, by column. Imported whole, as `NODE`: `tree[v * NODE.TREE + NODE.PARENT]`. */

/** Integers of a record in `tree`: so many that a walk touches one cache line a node. */
export const TREE = 8;
/** Node above in the tree. */
export const PARENT = 0;
/** The arc to it: 2·arc, plus 1 where it leads from the parent down to the node. */
export const JOIN = 1;
/** Steps to the root; −1 where the node is in no tree, as nothing can flow there. */
export const DEPTH = 2;
/** The nodes stand in a ring in preorder: behind each its subtree, which ends before the first node that is no deeper. */
export const NEXT = 3;
export const PREVIOUS = 4;
/** Of a live graph: the ancestor just below the root, whose ordinal the node's price has. */
export const TOP = 5;
/** Of a live graph: first arc out and first arc in, −1 for none. */
export const OUT = 6;
export const IN = 7;

/** Numbers of a record in `order`. */
export const ORDER = 8;
/** Ordinal of the last unit served, or of the first where none is; rank ∞: none at all, worth least. `UNIT` counts from 0. */
export const RANK = 0;
export const UNIT = 1;
export const SHARE = 2;
/** Of a class: its rank, units served elsewhere, units asked (also of a line), what coverage is counted against at least. */
export const OWN_RANK = 3;
export const SERVED = 4;
export const ASKED = 5;
export const LEAST_SHARE = 6;
/** Of a class: how many units come together. */
export const PORTION = 7;
