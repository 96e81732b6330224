/**
 * A node's record in the column `tree`: eight integers, so that a walk touches one cache line a node. Imported whole, as `NODE`.
 *
 * @packageDocumentation
 */
/** Integers of a record. */
export const SIZE = 8;
/** Node above in the tree. */
export const PARENT = 0;
/** The arc to it: 2·arc, plus 1 where it leads from the parent down to the node. */
export const JOIN = 1;
/** Steps to the root; −1 where the node is in no tree. */
export const DEPTH = 2;
/** The nodes stand in a ring in preorder: behind each its subtree, which ends before the first node that is no deeper. */
export const NEXT = 3;
export const PREVIOUS = 4;
/** Of a live graph: the ancestor just below the root, whose ordinal the price has. */
export const TOP = 5;
/** Of a live graph: first arc out and first arc in, −1 for none. */
export const OUT = 6;
export const IN = 7;
