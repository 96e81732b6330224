type Column = Int32Array | Uint8Array | Float64Array;

/** The column itself if it holds `length` entries, else a copy of at least twice the size. */
export function grown<C extends Column>(column: C, length: number): C {
  if (length <= column.length) return column;
  const larger = new (column.constructor as new (length: number) => C)(Math.max(length, 2 * column.length));
  larger.set(column);
  return larger;
}
