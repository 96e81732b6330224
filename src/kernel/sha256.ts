/** Bytes that are gathered before they are hashed: whole blocks of 64. */
const GATHERED = 1 << 16;

/** Fractional parts of the cube roots of the first 64 primes, and of the square roots of the first eight: 32 bits each. */
const [ROUNDS, START] = constants();

/** A hash that is being written: what is put in one after another gives the same bytes on every machine. */
export type Hash = ReturnType<typeof openHash>;

/**
 * SHA-256 (FIPS 180-4) of what is written to it, in plain integers. Numbers are written in as few bytes as they need, texts by their length and code units, so that what is written one after
 * another is told apart. Some 150 MB a second.
 */
export function openHash() {
  const state = START.slice();
  // With room for one more number or code unit beyond a full buffer.
  const gathered = new Uint8Array(GATHERED + 64);
  let size = 0;
  let hashed = 0;
  const put = (byte: number) => {
    gathered[size++] = byte;
    if (size >= GATHERED) pour();
  };
  function pour(): void {
    const whole = size & ~63;
    compress(state, gathered, whole);
    hashed += whole;
    gathered.copyWithin(0, whole, size);
    size -= whole;
  }
  /** A whole number, −2⁵³ < x < 2⁵³: six bits and its sign, then seven bits a byte. */
  function number(x: number): void {
    const small = x | 0;
    if (small === x && small >= 0 && small < 8192) {
      if (small >= 64) gathered[size++] = 128 | (small & 63);
      put(small >= 64 ? small >> 6 : small);
      return;
    }
    const sign = x < 0 ? 64 : 0;
    let rest = Math.abs(x);
    put((rest < 64 ? 0 : 128) | sign | (rest % 64));
    for (rest = Math.floor(rest / 64); rest > 0; rest = Math.floor(rest / 128))
      put((rest < 128 ? 0 : 128) | (rest % 128));
  }
  return {
    number,
    numbers(column: ArrayLike<number>): void {
      number(column.length);
      for (let i = 0; i < column.length; i++) number(column[i]!);
    },
    text(text: string): void {
      number(text.length);
      for (let i = 0; i < text.length; i++) number(text.charCodeAt(i));
    },
    /** As they are, without their length. */
    bytes(bytes: ArrayLike<number>): void {
      for (let i = 0; i < bytes.length; i++) put(bytes[i]!);
    },
    /** The 32 bytes of all that was written since it was opened, or last ended; it begins anew. */
    end(): Uint8Array {
      const bits = 8 * (hashed + size);
      put(128);
      while (size % 64 !== 56) put(0);
      for (let shift = 56; shift >= 0; shift -= 8) put(Math.floor(bits / 2 ** shift) % 256);
      pour();
      const digest = new Uint8Array(32);
      for (let i = 0; i < 32; i++) digest[i] = state[i >> 2]! >>> (24 - 8 * (i & 3));
      state.set(START);
      size = hashed = 0;
      return digest;
    },
  };
}

const words = new Int32Array(64);

/** The compression function over some whole blocks. */
function compress(state: Int32Array, bytes: Uint8Array, end: number): void {
  for (let at = 0; at < end; at += 64) {
    let a = state[0]!;
    let b = state[1]!;
    let c = state[2]!;
    let d = state[3]!;
    let e = state[4]!;
    let f = state[5]!;
    let g = state[6]!;
    let h = state[7]!;
    for (let i = 0; i < 16; i++) {
      const j = at + 4 * i;
      words[i] = (bytes[j]! << 24) | (bytes[j + 1]! << 16) | (bytes[j + 2]! << 8) | bytes[j + 3]!;
    }
    for (let i = 16; i < 64; i++) {
      const x = words[i - 15]!;
      const y = words[i - 2]!;
      const low = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
      const high = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
      words[i] = (words[i - 16]! + low + words[i - 7]! + high) | 0;
    }
    for (let i = 0; i < 64; i++) {
      const sigma = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
      const one = (h + sigma + ((e & f) ^ (~e & g)) + ROUNDS[i]! + words[i]!) | 0;
      const sum = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
      const two = (sum + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + one) | 0;
      d = c;
      c = b;
      b = a;
      a = (one + two) | 0;
    }
    state[0]! += a;
    state[1]! += b;
    state[2]! += c;
    state[3]! += d;
    state[4]! += e;
    state[5]! += f;
    state[6]! += g;
    state[7]! += h;
  }
}

/** From exact integer roots: a cube root, or a square root, of a prime times 2⁹⁶, or 2⁶⁴. */
function constants(): [rounds: Int32Array, start: Int32Array] {
  const primes: number[] = [];
  for (let n = 2; primes.length < 64; n++) if (primes.every((p) => n % p > 0)) primes.push(n);
  const fraction = (prime: number, power: bigint) => {
    const whole = BigInt(prime) << (32n * power);
    let root = BigInt(Math.floor(prime ** (1 / Number(power)) * 2 ** 32));
    while (root ** power > whole) root--;
    while ((root + 1n) ** power <= whole) root++;
    return Number(BigInt.asIntN(32, root));
  };
  return [
    Int32Array.from(primes, (prime) => fraction(prime, 3n)),
    Int32Array.from(primes.slice(0, 8), (prime) => fraction(prime, 2n)),
  ];
}

/** Bytes as hexadecimal digits. */
export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
