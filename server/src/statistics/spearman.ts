import { pearson } from "./pearson.ts";
import type { Maybe } from "./result.ts";

/**
 * Spearman's rho: Pearson's r of the mid-ranks (ties share the mean of their places). Unavailable where Pearson's r is: fewer than
 * three values, or no variation on a side.
 */
export function spearman(x: ArrayLike<number>, y: ArrayLike<number>): Maybe<number> {
  return pearson(midranks(x), midranks(y));
}

/** From 1, ascending; midranks([3, 1, 3]) is [2.5, 1, 2.5]. */
export function midranks(values: ArrayLike<number>): Float64Array {
  const order = Uint32Array.from({ length: values.length }, (_, i) => i).sort(
    (a, b) => (values[a] ?? 0) - (values[b] ?? 0),
  );
  const ranks = new Float64Array(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && values[order[to] ?? 0] === values[order[from] ?? 0]) to++;
    for (let i = from; i < to; i++) ranks[order[i] ?? 0] = (from + to + 1) / 2;
    from = to;
  }
  return ranks;
}
