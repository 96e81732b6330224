/**
 * Exact arithmetic on integers that are safe one by one but whose products are not: doubles decide where they can,
 * BigInt where they cannot.
 */

const SAFE = Number.MAX_SAFE_INTEGER;

/** Sign of a·b − c·d for safe integers ≥ 0. */
export function compareProducts(a: number, b: number, c: number, d: number): number {
  const left = a * b;
  const right = c * d;
  if (left <= SAFE && right <= SAFE) return left - right;
  // Each product is off by at most 2⁻⁵³ of itself.
  if (Math.abs(left - right) > (left + right) * 2 ** -50) return left - right;
  const difference = BigInt(a) * BigInt(b) - BigInt(c) * BigInt(d);
  return difference > 0n ? 1 : difference < 0n ? -1 : 0;
}

/** ⌊a·b / c⌋ and whether the division leaves a remainder, for safe integers a, b ≥ 0, c > 0 with a·b/c safe. */
export function divideProduct(a: number, b: number, c: number): { quotient: number; exact: boolean } {
  const product = a * b;
  if (product <= SAFE) {
    const rest = product % c;
    return { quotient: (product - rest) / c, exact: rest === 0 };
  }
  const wide = BigInt(a) * BigInt(b);
  const divisor = BigInt(c);
  return { quotient: Number(wide / divisor), exact: wide % divisor === 0n };
}

/** Σ a[i]·b[i] of safe integers, exactly: a number up to 2⁵³ − 1 in size, beyond it a decimal string. O(n). */
export function exactDot(a: ArrayLike<number>, b: ArrayLike<number>): number | string {
  let wide = 0n;
  let sum = 0;
  for (let i = 0; i < a.length; i++) {
    const x = a[i]!;
    const y = b[i]!;
    const product = x * y;
    const next = sum + product;
    if (Math.abs(product) <= SAFE && Math.abs(next) <= SAFE) {
      sum = next;
    } else {
      wide += BigInt(sum) + BigInt(x) * BigInt(y);
      sum = 0;
    }
  }
  wide += BigInt(sum);
  const narrow = Number(wide);
  return Number.isSafeInteger(narrow) ? narrow + 0 : wide.toString();
}
