/**
 * Chance that is the same on every machine: sfc32 (Chris Doty-Humphrey's Small Fast Chaotic generator, 32 bit, from
 * PractRand), seeded by hashing the numbers that the draws are about. Not for secrets.
 */
export interface Random {
  /** In [0, 1), 32 bits. */
  uniform(): number;
  /** Standard normal (Marsaglia's polar method). */
  normal(): number;
  /** Gamma with this shape and scale 1 (Marsaglia and Tsang 2000; below shape 1 by their power of a uniform). */
  gamma(shape: number): number;
}

export function createRandom(seed: number): Random {
  let a = mix(seed);
  let b = mix(a ^ 0x9e3779b9);
  let c = mix(b ^ 0x85ebca6b);
  let counter = 1;
  let spare: number | undefined;

  function next(): number {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }
  for (let warm = 0; warm < 12; warm++) next();

  function uniform(): number {
    return next() / 4294967296;
  }

  function normal(): number {
    if (spare !== undefined) {
      const value = spare;
      spare = undefined;
      return value;
    }
    for (;;) {
      const x = 2 * uniform() - 1;
      const y = 2 * uniform() - 1;
      const square = x * x + y * y;
      if (square >= 1 || square === 0) continue;
      const factor = Math.sqrt((-2 * Math.log(square)) / square);
      spare = y * factor;
      return x * factor;
    }
  }

  function gamma(shape: number): number {
    if (shape < 1) return gamma(shape + 1) * (1 - uniform()) ** (1 / shape);
    const d = shape - 1 / 3;
    const scale = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = normal();
      const v = (1 + scale * x) ** 3;
      if (v <= 0) continue;
      const u = 1 - uniform();
      if (u < 1 - 0.0331 * x ** 4 || Math.log(u) < 0.5 * x * x + d * (1 - v + Math.log(v))) return d * v;
    }
  }

  return { uniform, normal, gamma };
}

/** A seed from the numbers that a computation is about, every bit of each. */
export function seedOf(numbers: ArrayLike<number>): number {
  const bits = new Uint32Array(Float64Array.from(numbers).buffer);
  let hash = mix(bits.length);
  for (const word of bits) hash = mix(hash ^ word);
  return hash;
}

/** The finaliser of MurmurHash3, with a step before it so that 0 does not stay 0. */
function mix(value: number): number {
  let h = (value + 0x9e3779b9) | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
