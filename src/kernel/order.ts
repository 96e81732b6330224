/**
 * A node's record in the column `order` of a live graph. Imported whole, as `ORDER`.
 *
 * @packageDocumentation
 */
/** Numbers of a record. */
export const SIZE = 8;
/** Ordinal of the last unit served, or of the first where none is; rank ∞: none at all, worth least. `UNIT` counts from 0. */
export const RANK = 0;
export const UNIT = 1;
export const SHARE = 2;
/** Of a class: its rank, units served elsewhere, units asked (also of a line), what coverage is counted against at least. */
export const OWN_RANK = 3;
export const SERVED = 4;
export const ASKED = 5;
export const LEAST_SHARE = 6;
