import type { Maybe } from "./result.ts";

/**
 * Plug-in entropy of rating counts, in nats: H = -sum_v p_v ln p_v, p_v the share of value v, 0 ln 0 = 0 (Shannon 1948;
 * ENCORE's rating entropy, arXiv 2503.20995). Counts need not be whole. Unavailable without ratings.
 *
 * entropy([1, 1]) is ln 2; entropy([5, 0, 0]) is 0.
 */
export function entropy(counts: ArrayLike<number>): Maybe<number> {
  const n = total(counts);
  return n > 0 ? entropyOfShares(counts, n) : { unavailable: "no ratings" };
}

/**
 * Miller and Madow's correction, in nats: H + (m' - 1) / (2 n), m' the values seen, at most ln m for m levels. The plug-in entropy
 * is too low by about that much, so a rule with few ratings looks reliable.
 *
 * millerMadow([1, 1, 0]) is ln 2 + 1/4.
 */
export function millerMadow(counts: ArrayLike<number>): Maybe<number> {
  const n = total(counts);
  return n > 0 ? correctedEntropy(counts, n) : { unavailable: "no ratings" };
}

/** H / ln m in [0, 1], so that scales of different length compare; undefined for one level. */
export function normalizedEntropy(nats: number, levels: number): Maybe<number> {
  return levels > 1 ? nats / Math.log(levels) : { unavailable: "a scale of one level" };
}

export function toBits(nats: number): number {
  return nats / Math.LN2;
}

export function total(counts: ArrayLike<number>): number {
  let n = 0;
  for (let v = 0; v < counts.length; v++) n += counts[v] ?? 0;
  return n;
}

/** As `entropy`, for counts or shares that are known to sum to `n` over 0. */
export function entropyOfShares(counts: ArrayLike<number>, n: number): number {
  let sum = 0;
  for (let v = 0; v < counts.length; v++) {
    const count = counts[v] ?? 0;
    if (count > 0) sum -= (count / n) * Math.log(count / n);
  }
  return Math.max(0, sum);
}

/** As `millerMadow`, for counts that are known to sum to `n` over 0. */
export function correctedEntropy(counts: ArrayLike<number>, n: number): number {
  let seen = 0;
  for (let v = 0; v < counts.length; v++) if ((counts[v] ?? 0) > 0) seen++;
  return Math.min(Math.log(counts.length), entropyOfShares(counts, n) + (seen - 1) / (2 * n));
}
