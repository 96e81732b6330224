/**
 * An arc's record in the column `amount` of a live graph. Imported whole, as `AMOUNT`.
 *
 * @packageDocumentation
 */
/** Numbers of a record. */
export const SIZE = 4;
export const FLOW = 0;
export const CAPACITY = 1;
export const KEEP = 2;
export const COST = 3;
