/**
 * Holm's step-down procedure (Scandinavian Journal of Statistics 6, 1979): p values adjusted for testing all of them, so that
 * those at or under 0.05 hold together with a chance of at most 5% that any is wrong. The i-th smallest of m is multiplied by
 * m - i + 1, and none is below the one before. NaN is no test: it stays NaN and is not counted.
 *
 * holm([0.01, 0.04, 0.03]) is [0.03, 0.06, 0.06].
 */
export function holm(p: ArrayLike<number>): Float64Array {
  const order = ascending(p);
  const adjusted = new Float64Array(p.length).fill(Number.NaN);
  let least = 0;
  order.forEach((test, rank) => {
    least = Math.min(1, Math.max(least, (order.length - rank) * (p[test] ?? 0)));
    adjusted[test] = least;
  });
  return adjusted;
}

/**
 * Benjamini and Yekutieli's procedure (Annals of Statistics 29, 2001): of the tests whose adjusted p is at most q, a share of at
 * most q is wrong on average, however the tests depend on each other. The i-th smallest of m is multiplied by m (1 + 1/2 + ... + 1/m) / i,
 * and none is above the one after. NaN is no test.
 */
export function benjaminiYekutieli(p: ArrayLike<number>): Float64Array {
  const order = ascending(p);
  const adjusted = new Float64Array(p.length).fill(Number.NaN);
  let harmonic = 0;
  for (let i = 1; i <= order.length; i++) harmonic += 1 / i;
  let most = 1;
  for (let rank = order.length - 1; rank >= 0; rank--) {
    const test = order[rank] ?? 0;
    most = Math.min(most, ((order.length * harmonic) / (rank + 1)) * (p[test] ?? 0));
    adjusted[test] = most;
  }
  return adjusted;
}

/** The tests that have a p, smallest first. */
function ascending(p: ArrayLike<number>): number[] {
  return Array.from(p, (_, test) => test)
    .filter((test) => !Number.isNaN(p[test] ?? Number.NaN))
    .sort((a, b) => (p[a] ?? 0) - (p[b] ?? 0));
}
