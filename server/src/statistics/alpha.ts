import { inLevels, withAddedItems } from "./added-items.ts";
import { addItems, type Coincidence, coincidence } from "./coincidence.ts";
import { jackknife } from "./jackknife.ts";
import { type Patterns, ratingsOf } from "./patterns.ts";
import type { Estimate, Maybe } from "./result.ts";

const noVariation = { unavailable: "no variation" };
const oneRating = { unavailable: "one rating an item" };

/**
 * Krippendorff's alpha: 1 - D_o / D_e, observed over expected disagreement of the coincidence matrix (Krippendorff, Content Analysis, 4th ed.,
 * 12.3), with its jackknife interval. 1: raters agree; 0: as by chance; below: they differ by system. Unavailable where no item has two
 * ratings, and where only one value was given.
 *
 * Nominal: any two values differ alike. `values` is how many there are; the patterns' values are 0 ... values - 1.
 */
export function nominalAlpha(patterns: Patterns, values: number): Maybe<Estimate> {
  return withAddedItems(patterns, (items) => fromCoincidence(items, values, nominal));
}

/** Ordinal: values differ as the ratings between them are many; that is, as their mid-ranks differ, squared. */
export function ordinalAlpha(patterns: Patterns, values: number): Maybe<Estimate> {
  return withAddedItems(patterns, (items) => fromCoincidence(items, values, ordinal), inLevels);
}

/** The estimate of `nominalAlpha` alone: it is wanted on every keystroke, its interval is not. */
export function nominalAlphaValue(patterns: Patterns, values: number): Maybe<number> {
  const sums = coincidence(patterns, values);
  if (sums.n === 0) return oneRating;
  const value = nominal(sums);
  return Number.isNaN(value) ? noVariation : value;
}

function fromCoincidence(patterns: Patterns, values: number, alpha: (sums: Coincidence) => number): Maybe<Estimate> {
  const sums = coincidence(patterns, values);
  if (sums.n === 0) return oneRating;
  const value = alpha(sums);
  if (Number.isNaN(value)) return noVariation;
  return jackknife(
    patterns,
    value,
    (p) => ratingsOf(patterns, p) >= 2,
    (p) => {
      addItems(sums, patterns, p, -1);
      const without = alpha(sums);
      addItems(sums, patterns, p, 1);
      return without;
    },
  );
}

/** NaN where one value was given in all. */
function nominal({ matrix, margins, n, values }: Coincidence): number {
  let same = 0;
  let squares = 0;
  let most = 0;
  for (let c = 0; c < values; c++) {
    const margin = margins[c] ?? 0;
    same += matrix[c * values + c] ?? 0;
    squares += margin * margin;
    most = Math.max(most, margin);
  }
  return most === n ? Number.NaN : 1 - ((n - 1) * (n - same)) / (n * n - squares);
}

/** The sum of ratings from c to d, less half of both ends, is the difference of their mid-ranks. */
function ordinal({ matrix, margins, n, values }: Coincidence): number {
  let below = 0;
  const rank = margins.map((margin) => {
    const middle = below + margin / 2;
    below += margin;
    return middle;
  });
  let observed = 0;
  let expected = 0;
  for (let c = 0; c < values; c++)
    for (let d = 0; d < c; d++) {
      const square = ((rank[c] ?? 0) - (rank[d] ?? 0)) ** 2;
      observed += square * (matrix[c * values + d] ?? 0);
      expected += square * (margins[c] ?? 0) * (margins[d] ?? 0);
    }
  return expected > 0 ? 1 - ((n - 1) * observed) / expected : Number.NaN;
}

/**
 * Interval: values differ as the square of their difference. `values` are the numbers rated, by the patterns' value.
 * Works from sums, without a matrix, so that continuous scores with thousands of values are no harder.
 */
export function intervalAlpha(patterns: Patterns, values: ArrayLike<number>): Maybe<Estimate> {
  return withAddedItems(
    patterns,
    (items) => fromSquares(items, values),
    (one, other) => Math.abs((values[one] ?? 0) - (values[other] ?? 0)),
  );
}

function fromSquares(patterns: Patterns, values: ArrayLike<number>): Maybe<Estimate> {
  const middle = meanOf(patterns, values);
  const sums = new Float64Array(4);
  for (let p = 0; p < patterns.items.length; p++) addSquares(sums, patterns, p, patterns.items[p] ?? 0, values, middle);
  if ((sums[0] ?? 0) === 0) return oneRating;
  const value = alphaOfSquares(sums);
  if (Number.isNaN(value)) return noVariation;
  return jackknife(
    patterns,
    value,
    (p) => ratingsOf(patterns, p) >= 2,
    (p) => {
      const without = sums.slice();
      addSquares(without, patterns, p, -1, values, middle);
      return alphaOfSquares(without);
    },
  );
}

/** Squares are taken around the mean, or large numbers would drown small differences. */
function meanOf({ start, value, count, items }: Patterns, values: ArrayLike<number>): number {
  let n = 0;
  let sum = 0;
  for (let p = 0; p < items.length; p++)
    for (let j = start[p] ?? 0; j < (start[p + 1] ?? 0); j++) {
      const times = (count[j] ?? 0) * (items[p] ?? 0);
      n += times;
      sum += times * (values[value[j] ?? 0] ?? 0);
    }
  return n > 0 ? sum / n : 0;
}

/** Adds to [n, sum x, sum x^2, observed], the last the sum over items of sum_{i < j} (x_i - x_j)^2 / (n_item - 1). */
function addSquares(
  sums: Float64Array,
  patterns: Patterns,
  p: number,
  items: number,
  values: ArrayLike<number>,
  middle: number,
): void {
  const ratings = ratingsOf(patterns, p);
  if (ratings < 2) return;
  let sum = 0;
  let squares = 0;
  for (let j = patterns.start[p] ?? 0; j < (patterns.start[p + 1] ?? 0); j++) {
    const x = (values[patterns.value[j] ?? 0] ?? 0) - middle;
    const times = patterns.count[j] ?? 0;
    sum += times * x;
    squares += times * x * x;
  }
  sums[0] = (sums[0] ?? 0) + items * ratings;
  sums[1] = (sums[1] ?? 0) + items * sum;
  sums[2] = (sums[2] ?? 0) + items * squares;
  sums[3] = (sums[3] ?? 0) + (items * (ratings * squares - sum * sum)) / (ratings - 1);
}

function alphaOfSquares([n = 0, sum = 0, squares = 0, observed = 0]: Float64Array): number {
  const expected = n * squares - sum * sum;
  // Less than the rounding of its own terms is no variation at all.
  return expected > 1e-12 * n * squares ? 1 - ((n - 1) * observed) / expected : Number.NaN;
}
