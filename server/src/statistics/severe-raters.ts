import { holm } from "./holm.ts";
import { groupedByItem, type RatedBy } from "./rated-by.ts";
import type { Estimate, Maybe } from "./result.ts";
import { studentT95 } from "./student-t.ts";
import { studentTUpper } from "./student-t-p.ts";

export interface RelativeSeverity {
  /** In the fit rating = item + rater, less the median of the raters; unavailable for raters who share no item with most others. */
  readonly severity: Maybe<Estimate>;
  /** Of "within the margin of the median", two-sided, adjusted for all raters (Holm). */
  readonly p: number;
  readonly isSevere: boolean;
}

const MARGIN = 0.1;
const MOST_RATERS = 500;

/**
 * Who rates higher or lower than the rest: severity in the least-squares fit rating = item + rater, which compares raters of different
 * items through those who rated both, less the median of the raters' severities. Against the mean of the others the innocent would be
 * accused beside the one who is severe. A rater is severe where |severity| is beyond a tenth of the scale: t = (|severity| - 0.1) / se, Holm over
 * raters at 5%. Standard errors are those of leaving one item out, to first order, over items (clusters, where given).
 *
 * Unavailable with fewer than three raters who share items, directly or through others, and over 500 raters.
 */
export function severeRaters(ratings: RatedBy, cluster?: Uint32Array): Maybe<readonly RelativeSeverity[]> {
  const linked = largestLinked(ratings);
  const raters = linked.members.length;
  if (raters < 3) return { unavailable: "fewer than three raters share items" };
  if (raters > MOST_RATERS) return { unavailable: "more than 500 raters" };
  const fit = additiveFit(ratings, linked, cluster);
  const middle = medianOf(fit.severity);
  const errors = fit.influences(middle.raters);
  const relative = Array.from(fit.severity, (b, j) => ({ value: b - middle.value, ...(errors[j] ?? none) }));
  const p = Float64Array.from(relative, ({ value, error, items }) =>
    items < 2 || !(error > 0)
      ? Number.NaN
      : Math.min(1, 2 * studentTUpper((Math.abs(value) - MARGIN) / error, items - 1)),
  );
  const adjusted = holm(p);
  return Array.from({ length: ratings.raters }, (_, rater) => {
    const j = linked.number[rater] ?? -1;
    const own = relative[j];
    if (!own) return { severity: { unavailable: "shares no item with most raters" }, p: Number.NaN, isSevere: false };
    const { value, error, items } = own;
    const half = items > 1 ? studentT95(items - 1) * error : Number.NaN;
    return {
      severity: {
        value,
        interval: Number.isFinite(half)
          ? { low: value - half, high: value + half, method: "additive fit, items left out" }
          : { unavailable: "too few items" },
      },
      p: adjusted[j] ?? Number.NaN,
      isSevere: (adjusted[j] ?? 1) <= 0.05,
    };
  });
}

const none = { error: Number.NaN, items: 0 };

/** The largest set of raters who are linked by common items; a rater of no shared item is in none. */
interface Linked {
  readonly members: readonly number[];
  /** By rater: its place among the members, or -1. */
  readonly number: Int32Array;
}

function largestLinked(ratings: RatedBy): Linked {
  const parent = Int32Array.from({ length: ratings.raters }, (_, rater) => rater);
  const root = (rater: number): number => {
    let at = rater;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at] ?? 0] ?? 0;
      at = parent[at] ?? 0;
    }
    return at;
  };
  const shares = new Uint8Array(ratings.raters);
  const { start, order } = groupedByItem(ratings);
  for (let i = 0; i < ratings.items; i++) {
    const [from, to] = [start[i] ?? 0, start[i + 1] ?? 0];
    if (to - from < 2) continue;
    const first = ratings.rater[order[from] ?? 0] ?? 0;
    for (let at = from; at < to; at++) {
      const rater = ratings.rater[order[at] ?? 0] ?? 0;
      shares[rater] = 1;
      parent[root(rater)] = root(first);
    }
  }
  const groups = new Map<number, number[]>();
  for (let rater = 0; rater < ratings.raters; rater++)
    if (shares[rater]) groups.set(root(rater), [...(groups.get(root(rater)) ?? []), rater]);
  const members = [...groups.values()].reduce((most, group) => (group.length > most.length ? group : most), []);
  const number = new Int32Array(ratings.raters).fill(-1);
  for (const [j, rater] of members.entries()) number[rater] = j;
  return { members, number };
}

/** Severities summing to 0, and how the errors of their differences from a mean of some of them come about. */
function additiveFit(ratings: RatedBy, { members, number }: Linked, cluster: Uint32Array | undefined) {
  const J = members.length;
  const { start, order } = groupedByItem(ratings);
  // The normal equations with items swept out: sum over items of (I - 11'/n) b = sum over items of centred ratings.
  const matrix = new Float64Array(J * J);
  const right = new Float64Array(J);
  eachItem((_, raters, scores) => {
    const n = raters.length;
    const mean = scores.reduce((sum, score) => sum + score, 0) / n;
    for (const [at, j] of raters.entries()) {
      right[j] = (right[j] ?? 0) + (scores[at] ?? 0) - mean;
      matrix[j * J + j] = (matrix[j * J + j] ?? 0) + 1;
      for (const l of raters) matrix[j * J + l] = (matrix[j * J + l] ?? 0) - 1 / n;
    }
  });
  // Adding 11'/J picks the solution that sums to 0 and leaves it as it is.
  const inverse = invert(
    matrix.map((value) => value + 1 / J),
    J,
  );
  const severity = times(inverse, right, J);

  function eachItem(visit: (item: number, raters: readonly number[], scores: readonly number[]) => void): void {
    for (let i = 0; i < ratings.items; i++) {
      const [from, to] = [start[i] ?? 0, start[i + 1] ?? 0];
      if (to - from < 2) continue;
      const own = order.subarray(from, to);
      const raters = Array.from(own, (r) => number[ratings.rater[r] ?? 0] ?? -1);
      if (raters.includes(-1)) continue;
      visit(
        i,
        raters,
        Array.from(own, (r) => ratings.score[r] ?? 0),
      );
    }
  }

  /** By rater the standard error of its severity less the mean of those of `others`, and the clusters that it has. */
  function influences(others: readonly number[]): { error: number; items: number }[] {
    const clusters = new Map<number, Map<number, number>>();
    eachItem((i, raters, scores) => {
      const n = raters.length;
      const residual = raters.map((j, at) => (scores[at] ?? 0) - (severity[j] ?? 0));
      const mean = residual.reduce((sum, one) => sum + one, 0) / n;
      const key = cluster?.[i] ?? i;
      const score = clusters.get(key) ?? new Map<number, number>();
      clusters.set(key, score);
      for (const [at, j] of raters.entries()) score.set(j, (score.get(j) ?? 0) + (residual[at] ?? 0) - mean);
    });
    const squares = new Float64Array(J);
    const items = new Uint32Array(J);
    const change = new Float64Array(J);
    for (const score of clusters.values()) {
      change.fill(0);
      for (const [l, s] of score) {
        items[l] = (items[l] ?? 0) + 1;
        for (let j = 0; j < J; j++) change[j] = (change[j] ?? 0) + (inverse[j * J + l] ?? 0) * s;
      }
      const ofOthers = others.reduce((sum, j) => sum + (change[j] ?? 0) / others.length, 0);
      for (let j = 0; j < J; j++) squares[j] = (squares[j] ?? 0) + ((change[j] ?? 0) - ofOthers) ** 2;
    }
    const all = clusters.size;
    return Array.from(squares, (square, j) => ({
      error: Math.sqrt((square * all) / Math.max(1, all - 1)),
      items: items[j] ?? 0,
    }));
  }

  return { severity, influences };
}

/** The median, and the one or two raters in the middle. */
function medianOf(severity: Float64Array): { value: number; raters: readonly number[] } {
  const order = Array.from(severity, (_, j) => j).sort((a, b) => (severity[a] ?? 0) - (severity[b] ?? 0));
  const raters = [order[(order.length - 1) >> 1] ?? 0, order[order.length >> 1] ?? 0];
  return { value: raters.reduce((sum, j) => sum + (severity[j] ?? 0) / 2, 0), raters };
}

function times(matrix: Float64Array, vector: Float64Array, J: number): Float64Array {
  return vector.map((_, j) => {
    let sum = 0;
    for (let l = 0; l < J; l++) sum += (matrix[j * J + l] ?? 0) * (vector[l] ?? 0);
    return sum;
  });
}

/** The inverse of a symmetric positive definite matrix, by Gauss and Jordan; no pivots are needed. */
function invert(matrix: Float64Array, J: number): Float64Array {
  const a = matrix.slice();
  for (let pivot = 0; pivot < J; pivot++) {
    const scale = 1 / (a[pivot * J + pivot] ?? 1);
    a[pivot * J + pivot] = 1;
    for (let l = 0; l < J; l++) a[pivot * J + l] = (a[pivot * J + l] ?? 0) * scale;
    for (let j = 0; j < J; j++) {
      if (j === pivot) continue;
      const factor = a[j * J + pivot] ?? 0;
      a[j * J + pivot] = 0;
      for (let l = 0; l < J; l++) a[j * J + l] = (a[j * J + l] ?? 0) - factor * (a[pivot * J + l] ?? 0);
    }
  }
  return a;
}
