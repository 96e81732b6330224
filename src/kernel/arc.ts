/** An arc's records in a live graph, by column. Imported whole, as `ARC`: `link[a * ARC.LINK + ARC.TAIL]`. */

/** Integers of a record in `link`. */
export const LINK = 8;
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

/** Numbers of a record in `amount`. */
export const AMOUNT = 4;
export const FLOW = 0;
export const CAPACITY = 1;
export const KEEP = 2;
export const COST = 3;
