import { standardized } from "./pearson.ts";
import { createRandom } from "./random.ts";
import type { Maybe } from "./result.ts";
import type { Steps } from "./steps.ts";

/** Up to this many values all orders are tried: 8! = 40,320. */
const mostExact = 8;
const draws = 10_000;
/** Correlations that differ by less are equal: their sums may have been added in another order. */
const rounding = 1e-12;

/**
 * Two-sided permutation p of Pearson's correlation: the share of the orders of `y` whose correlation with `x` is at
 * least as far from 0. All orders with at most 8 values; else 10,000 random ones, seeded by how many values there are,
 * and p = (1 + hits) / (1 + draws), which is never 0 (Phipson and Smyth 2010). Unavailable where Pearson's correlation
 * is. The order of the values does not matter.
 */
export function* permutationP(x: Float64Array, y: Float64Array): Steps<Maybe<number>> {
  if (x.length < 3) return { unavailable: "fewer than three values" };
  const order = Array.from(x, (_, i) => i).sort((a, b) => (x[a] ?? 0) - (x[b] ?? 0) || (y[a] ?? 0) - (y[b] ?? 0));
  const dx = standardized(Float64Array.from(order, (i) => x[i] ?? 0));
  const dy = standardized(Float64Array.from(order, (i) => y[i] ?? 0));
  if (!dx || !dy) return { unavailable: "no variation" };
  const limit = Math.abs(dot(dx, dy)) - rounding;
  return x.length <= mostExact ? exactP(dx, dy, limit) : yield* sampledP(dx, dy, limit);
}

/** Heap's algorithm: each order once, one swap from the last. */
function exactP(x: Float64Array, y: Float64Array, limit: number): number {
  const n = y.length;
  const counter = new Uint8Array(n);
  let hits = Math.abs(dot(x, y)) >= limit ? 1 : 0;
  let orders = 1;
  for (let i = 1; i < n; ) {
    const c = counter[i] ?? 0;
    if (c >= i) {
      counter[i++] = 0;
      continue;
    }
    swap(y, i % 2 === 0 ? 0 : c, i);
    orders++;
    if (Math.abs(dot(x, y)) >= limit) hits++;
    counter[i] = c + 1;
    i = 1;
  }
  return hits / orders;
}

function* sampledP(x: Float64Array, y: Float64Array, limit: number): Steps<number> {
  const { uniform } = createRandom(y.length);
  const drawsPerStep = Math.max(1, Math.floor(100_000 / y.length));
  let hits = 0;
  for (let draw = 0; draw < draws; draw++) {
    shuffle(y, uniform);
    if (Math.abs(dot(x, y)) >= limit) hits++;
    if (draw % drawsPerStep === drawsPerStep - 1) yield;
  }
  return (1 + hits) / (1 + draws);
}

/** Fisher and Yates's. */
function shuffle(values: Float64Array, uniform: () => number): void {
  for (let i = values.length - 1; i > 0; i--) swap(values, i, Math.floor(uniform() * (i + 1)));
}

function swap(values: Float64Array, a: number, b: number): void {
  const kept = values[a] ?? 0;
  values[a] = values[b] ?? 0;
  values[b] = kept;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}
