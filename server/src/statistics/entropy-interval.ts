import { binomial } from "./binomial.ts";
import { correctedEntropy, entropyOfShares, total } from "./entropy.ts";
import { z95 } from "./normal.ts";
import { quantile } from "./quantile.ts";
import { createRandom, type Random, seedOf } from "./random.ts";
import { type Interval, isDefined, type Maybe } from "./result.ts";

const DRAWS = 2000;
/** From here on the normal approximation covers as it should (docs/coverage.md). */
const MANY_RATINGS = 1000;
const MANY_OF_A_LEVEL = 20;
/**
 * 95% interval of an entropy, in nats, of counts by level (all m levels of the scale, given or not) whose ratings are worth `effective`
 * independent ones. Seeded by the counts: the same counts give the same interval. How many they are worth is itself an
 * estimate: where `cautious` says otherwise, the envelope of the intervals of both.
 */
export function entropyInterval(
  counts: ArrayLike<number>,
  effective: number,
  cautious: number = effective,
): Maybe<Interval> {
  const one = intervalAt(counts, effective);
  if (cautious === effective || !isDefined(one)) return one;
  const other = intervalAt(counts, cautious);
  if (!isDefined(other)) return one;
  return { low: Math.min(one.low, other.low), high: Math.max(one.high, other.high), method: other.method };
}

/**
 * The envelope of (a) the quantiles of H(p*), p* ~ Dirichlet(n_v + 1/2), down to 0 where only one value was seen, and
 * (b) the pivot [MM - q97.5(T), MM - q2.5(T)], T = MM(x*) - H(p*), x* ~ Multinomial(n, p*): the posterior alone, or the
 * bootstrap alone, misses near the maximum. With many ratings of every level, the normal approximation around
 * Miller-Madow. Why, and how often it covers: docs/coverage.md.
 */
function intervalAt(counts: ArrayLike<number>, effective: number): Maybe<Interval> {
  const n = total(counts);
  if (n === 0) return { unavailable: "no ratings" };
  const m = counts.length;
  if (m < 2) return { unavailable: "a scale of one level" };
  const scaled = Float64Array.from({ length: m }, (_, v) => ((counts[v] ?? 0) * effective) / n);
  if (effective >= MANY_RATINGS && scaled.every((count) => count >= MANY_OF_A_LEVEL))
    return normalInterval(scaled, effective);
  const { entropies, errors } = draws(scaled, effective, DRAWS);
  const middle = correctedEntropy(scaled, effective);
  const isConstant = scaled.filter((count) => count > 0).length === 1;
  const posterior = entropies.sort();
  const pivot = errors.sort();
  const low = Math.min(isConstant ? 0 : quantile(posterior, 0.025), middle - quantile(pivot, 0.975));
  const high = Math.max(quantile(posterior, 0.975), middle - quantile(pivot, 0.025));
  return clipped(low, high, m, `posterior and pivot, ${DRAWS} draws`);
}

/** The delta method with its next term: 1.96 sqrt((sum p ln^2 p - H^2) / n + (m - 1) / (2 n^2)). */
function normalInterval(counts: Float64Array, n: number): Interval {
  const h = entropyOfShares(counts, n);
  const squares = counts.reduce((sum, count) => sum + (count / n) * Math.log(count / n) ** 2, 0);
  const m = counts.length;
  const half = z95 * Math.sqrt(Math.max(0, squares - h * h) / n + (m - 1) / (2 * n * n));
  const middle = correctedEntropy(counts, n);
  return clipped(middle - half, middle + half, m, "normal");
}

function clipped(low: number, high: number, m: number, method: string): Interval {
  return { low: Math.max(0, low), high: Math.min(Math.log(m), high), method };
}

/** By draw: H(p*), and the error T of Miller-Madow for it. The weights' intervals are made of the errors. */
export function draws(
  counts: Float64Array,
  n: number,
  times: number,
): { entropies: Float64Array; errors: Float64Array } {
  const random = createRandom(seedOf([...counts, n]));
  const m = counts.length;
  const p = new Float64Array(m);
  const x = new Float64Array(m);
  const entropies = new Float64Array(times);
  const errors = new Float64Array(times);
  // Part of a rating cannot be drawn; rounding n_eff up or down by chance keeps its mean.
  const whole = Math.floor(n);
  for (let draw = 0; draw < times; draw++) {
    drawShares(random, counts, p);
    const ratings = Math.max(1, whole + (random.uniform() < n - whole ? 1 : 0));
    drawCounts(random, p, ratings, x);
    const h = entropyOfShares(p, 1);
    entropies[draw] = h;
    errors[draw] = correctedEntropy(x, ratings) - h;
  }
  return { entropies, errors };
}

/** p ~ Dirichlet(counts + 1/2): gamma draws over their sum. */
function drawShares(random: Random, counts: Float64Array, p: Float64Array): void {
  let sum = 0;
  for (let v = 0; v < p.length; v++) {
    const draw = random.gamma((counts[v] ?? 0) + 0.5);
    p[v] = draw;
    sum += draw;
  }
  for (let v = 0; v < p.length; v++) p[v] = (p[v] ?? 0) / sum;
}

/** x ~ Multinomial(n, p): one binomial draw a level, each of what is left. */
function drawCounts({ uniform }: Random, p: Float64Array, n: number, x: Float64Array): void {
  let left = n;
  let share = 1;
  for (let v = 0; v < p.length; v++) {
    const last = v === p.length - 1;
    const drawn = last ? left : binomial(uniform, left, Math.min(1, (p[v] ?? 0) / share));
    x[v] = drawn;
    left -= drawn;
    share -= p[v] ?? 0;
    if (share <= 0) share = Number.MIN_VALUE;
  }
}
