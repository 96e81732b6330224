/**
 * An arc's record in the column `link` of a live graph. Imported whole, as `ARC`.
 *
 * @packageDocumentation
 */
/** Integers of a record. */
export const SIZE = 8;
export const TAIL = 0;
export const HEAD = 1;
export const NEXT_OUT = 2;
export const PREVIOUS_OUT = 3;
export const NEXT_IN = 4;
export const PREVIOUS_IN = 5;
/** Whose arc it is: any number; −1 for none and for arcs that are gone. */
export const OWNER = 6;
/** Bits. */
export const STATE = 7;
