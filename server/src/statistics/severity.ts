import { groupedByItem, type RatedBy } from "./rated-by.ts";
import { type Estimate, isDefined, type Maybe } from "./result.ts";
import { studentT95 } from "./student-t.ts";

/** How one rater rates, beside those who rated the same. */
export interface RaterProfile {
  readonly ratings: number;
  /** Items that another rater rated too. */
  readonly shared: number;
  /** Mean over these of the rater's score less the mean of the others': above 0 is rating higher. On the scale of the scores. */
  readonly severity: Maybe<Estimate>;
  /** Pearson's correlation over these of the rater's score with the mean of the others'. */
  readonly consistency: Maybe<number>;
  /** Standard deviation of all the rater's scores. */
  readonly spread: Maybe<number>;
  /** Share of the score that the rater gives most, the lower of two such. */
  readonly commonest: Maybe<{ readonly score: number; readonly share: number }>;
}

/**
 * The profile of each rater (Linacre, Many-Facet Rasch Measurement, 1989; Myford and Wolfe 2003, 2004, in plain means). Intervals are the jackknife over items;
 * where `cluster` says (by item) which items are of one response, over clusters.
 */
export function raterProfiles(ratings: RatedBy, cluster?: Uint32Array): readonly RaterProfile[] {
  const { start, order } = groupedByItem(ratings);
  const sums = new Float64Array(ratings.items);
  for (let r = 0; r < ratings.item.length; r++)
    sums[ratings.item[r] ?? 0] = (sums[ratings.item[r] ?? 0] ?? 0) + (ratings.score[r] ?? 0);
  const of = Array.from({ length: ratings.raters }, (): RaterSums => ({ own: [], others: [], cluster: [], all: [] }));
  for (let i = 0; i < ratings.items; i++) {
    const [from, to] = [start[i] ?? 0, start[i + 1] ?? 0];
    const n = to - from;
    for (let at = from; at < to; at++) {
      const r = order[at] ?? 0;
      const rater = of[ratings.rater[r] ?? 0];
      const score = ratings.score[r] ?? 0;
      rater?.all.push(score);
      if (n < 2) continue;
      rater?.own.push(score);
      rater?.others.push(((sums[i] ?? 0) - score) / (n - 1));
      rater?.cluster.push(cluster?.[i] ?? i);
    }
  }
  return of.map(profileOf);
}

interface RaterSums {
  readonly own: number[];
  readonly others: number[];
  readonly cluster: number[];
  readonly all: number[];
}

function profileOf({ own, others, cluster, all }: RaterSums): RaterProfile {
  const differences = own.map((score, at) => score - (others[at] ?? 0));
  return {
    ratings: all.length,
    shared: own.length,
    severity: meanOverClusters(differences, cluster),
    consistency: correlationOf(own, others),
    spread: all.length > 1 ? Math.sqrt(varianceOf(all)) : { unavailable: "fewer than two ratings" },
    commonest: commonestOf(all),
  };
}

/**
 * The mean of `values` with its jackknife interval over clusters, each value its own where they are left out. Unavailable without values, its
 * interval under two clusters.
 */
export function meanOverClusters(values: readonly number[], cluster?: ArrayLike<number>): Maybe<Estimate> {
  const n = values.length;
  if (n === 0) return { unavailable: "no item in common with another rater" };
  const total = values.reduce((sum, value) => sum + value, 0);
  if (!cluster && n > 1) {
    // For single values the jackknife is the usual standard error of a mean.
    const half = studentT95(n - 1) * Math.sqrt(varianceOf(values) / n);
    return {
      value: total / n,
      interval: { low: total / n - half, high: total / n + half, method: "jackknife over items" },
    };
  }
  const sums = new Map<number, { sum: number; n: number }>();
  for (const [at, value] of values.entries()) {
    const g = cluster?.[at] ?? at;
    const known = sums.get(g);
    if (known) {
      known.sum += value;
      known.n++;
    } else sums.set(g, { sum: value, n: 1 });
  }
  if (sums.size < 2) return { value: total / n, interval: { unavailable: "one item in common with another rater" } };
  const left = [...sums.values()].map((one) => (total - one.sum) / (n - one.n));
  const mean = left.reduce((sum, value) => sum + value, 0) / left.length;
  const squares = left.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const half = studentT95(left.length - 1) * Math.sqrt(((left.length - 1) / left.length) * squares);
  return {
    value: total / n,
    interval: { low: total / n - half, high: total / n + half, method: "jackknife over items" },
  };
}

function varianceOf(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}

function correlationOf(x: readonly number[], y: readonly number[]): Maybe<number> {
  if (x.length < 3) return { unavailable: "fewer than three items in common with another rater" };
  const [mx, my] = [x, y].map((values) => values.reduce((sum, value) => sum + value, 0) / values.length);
  let [xx, xy, yy] = [0, 0, 0];
  for (const [at, value] of x.entries()) {
    const [dx, dy] = [value - (mx ?? 0), (y[at] ?? 0) - (my ?? 0)];
    xx += dx * dx;
    xy += dx * dy;
    yy += dy * dy;
  }
  return xx > 1e-12 && yy > 1e-12 ? xy / Math.sqrt(xx * yy) : { unavailable: "no variation" };
}

function commonestOf(scores: readonly number[]): RaterProfile["commonest"] {
  const counts = new Map<number, number>();
  for (const score of scores) counts.set(score, (counts.get(score) ?? 0) + 1);
  const [first] = [...counts].sort(([a, n], [b, m]) => m - n || a - b);
  return first ? { score: first[0], share: first[1] / scores.length } : { unavailable: "no ratings" };
}

/**
 * Ratings under several rules as one: an item of the result is an item under a rule, its scores turned where `isReversed` says so, and
 * `cluster` names the item that it is of. `rules` share items and raters.
 */
export function pooled(
  rules: readonly RatedBy[],
  isReversed: readonly boolean[],
): { readonly ratings: RatedBy; readonly cluster: Uint32Array } {
  const items = rules[0]?.items ?? 0;
  const length = rules.reduce((sum, { score }) => sum + score.length, 0);
  const item = new Uint32Array(length);
  const rater = new Uint32Array(length);
  const score = new Float64Array(length);
  let at = 0;
  for (const [k, rule] of rules.entries())
    for (let r = 0; r < rule.score.length; r++, at++) {
      item[at] = k * items + (rule.item[r] ?? 0);
      rater[at] = rule.rater[r] ?? 0;
      score[at] = isReversed[k] ? 1 - (rule.score[r] ?? 0) : (rule.score[r] ?? 0);
    }
  const prompt = rules[0]?.prompt ?? new Int32Array();
  const all = Int32Array.from({ length: rules.length * items }, (_, i) => prompt[i % items] ?? -1);
  return {
    ratings: { item, rater, score, items: rules.length * items, raters: rules[0]?.raters ?? 0, prompt: all },
    cluster: Uint32Array.from({ length: rules.length * items }, (_, i) => i % items),
  };
}

/** Items on which raters differ most, by their share of the observed disagreement: the sum of (x - x')^2 / (n_i - 1); largest first. */
export function disagreementShares(
  ratings: RatedBy,
): Maybe<readonly { readonly item: number; readonly share: number }[]> {
  const { start, order } = groupedByItem(ratings);
  const found: { item: number; share: number }[] = [];
  let total = 0;
  for (let item = 0; item < ratings.items; item++) {
    const scores = Array.from(order.subarray(start[item] ?? 0, start[item + 1] ?? 0), (r) => ratings.score[r] ?? 0);
    if (scores.length < 2) continue;
    // The sum over pairs of (x - x')^2 is n times the sum of squares about the mean.
    const share = scores.length * varianceOf(scores);
    total += share;
    if (share > 0) found.push({ item, share });
  }
  if (total === 0) return { unavailable: "raters do not differ" };
  return found
    .map((one) => ({ ...one, share: one.share / total }))
    .sort((a, b) => b.share - a.share || a.item - b.item);
}

/** Whether an estimate's interval is wholly beyond `margin` on either side of 0. */
export function isBeyond(estimate: Maybe<Estimate>, margin: number): boolean {
  if (!isDefined(estimate) || !isDefined(estimate.interval)) return false;
  return estimate.interval.low > margin || estimate.interval.high < -margin;
}
