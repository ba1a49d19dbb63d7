/** The mean rating of each item under one rule, mapped to [0, 1] and turned for polarity, so that 1 is best. */
import type { Polarity } from "../rubric/rubric.ts";
import { toUnit } from "../rubric/scale.ts";
import type { Patterns } from "../statistics/patterns.ts";
import { isDefined } from "../statistics/result.ts";
import type { RuleRatings } from "./rule-ratings.ts";

/** What a rule's scores depend on; one object for equal ones. */
export interface ScoredBy {
  readonly ratings: RuleRatings;
  readonly polarity: Polarity | undefined;
}

export interface ItemMeans {
  readonly items: readonly string[];
  /** By item; NaN where it has no rating. */
  readonly means: Float64Array;
}

export function itemMeans(ratings: RuleRatings, polarity: Polarity = "positive"): ItemMeans {
  const byPattern = patternMeans(ratings.patterns, ratings.values).map((mean) => unitOf(ratings, mean, polarity));
  const means = Float64Array.from(ratings.itemPattern, (p) => (p < 0 ? Number.NaN : (byPattern[p] ?? Number.NaN)));
  return { items: ratings.items, means };
}

/** By pattern: the mean of its ratings, in the scale's own numbers. */
function patternMeans({ start, value, count }: Patterns, values: Float64Array): Float64Array {
  const means = new Float64Array(start.length - 1);
  for (let p = 0; p < means.length; p++) {
    let sum = 0;
    let n = 0;
    for (let j = start[p] ?? 0; j < (start[p + 1] ?? 0); j++) {
      const times = count[j] ?? 0;
      sum += times * (values[value[j] ?? 0] ?? 0);
      n += times;
    }
    means[p] = sum / n;
  }
  return means;
}

function unitOf(ratings: RuleRatings, mean: number, polarity: Polarity): number {
  const unit = toUnitOf(ratings, mean);
  return polarity === "negative" ? 1 - unit : unit;
}

/** A rating, or a mean of ratings, on [0, 1] in the scale's own direction. Without a scale the ratings seen stand for it. */
export function toUnitOf({ scale, values }: RuleRatings, rating: number): number {
  if (isDefined(scale)) return toUnit(scale, rating, "positive");
  const low = values[0] ?? 0;
  const high = values[values.length - 1] ?? 0;
  return high > low ? (rating - low) / (high - low) : 0.5;
}
