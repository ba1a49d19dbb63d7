/**
 * The one verdict of a rule: the first that applies, on the best evidence there is (STATISTICS "Verdicts"). Preferences
 * count from 30 decided pairs on, raters from 10 items with two ratings, entropy alone from 30 ratings and 5 a level.
 */
import type { Estimate, Interval, Maybe } from "../statistics/result.ts";
import { isDefined } from "../statistics/result.ts";
import type { Verdict } from "./analysis.ts";

export const DECIDED_PAIRS_WANTED = 30;
export const RATED_TWICE_WANTED = 10;
export const RATINGS_WANTED = 30;
export const RATINGS_PER_LEVEL_WANTED = 5;
/** One value with this share of the ratings or more decides next to nothing. */
export const CONSTANT_SHARE = 0.95;
/** Krippendorff: below .667 no conclusions. */
export const TENTATIVE_ALPHA = 0.667;

/** All that a verdict looks at. Intervals are of 95%; a missing one never speaks against a rule nor for it. */
export interface VerdictInput {
  readonly isGate: boolean;
  readonly n: number;
  readonly levels: number;
  /** Share of the commonest value. */
  readonly largestShare: number;
  /** Of normalised entropy, in [0, 1]. */
  readonly normalizedEntropy: Maybe<Interval>;
  readonly limit: number;
  readonly decidedPairs: number;
  readonly decidedAccuracy: Maybe<Estimate>;
  readonly itemsRatedTwice: number;
  readonly alpha: Maybe<Estimate>;
  readonly ac2: Maybe<Estimate>;
}

export function verdictOf(input: VerdictInput): Verdict {
  const byPreferences = input.decidedPairs >= DECIDED_PAIRS_WANTED;
  const byRaters = input.itemsRatedTwice >= RATED_TWICE_WANTED;
  const byEntropy = input.n >= Math.max(RATINGS_WANTED, RATINGS_PER_LEVEL_WANTED * input.levels);
  const basis = byPreferences ? "preferences" : byRaters ? "raters" : byEntropy ? "entropy" : "none";

  const accuracy = byPreferences ? intervalOf(input.decidedAccuracy) : undefined;
  const isPredictive = accuracy !== undefined && accuracy.low > 0.5;
  const alpha = byRaters ? intervalOf(input.alpha) : undefined;
  const ac2 = byRaters ? intervalOf(input.ac2) : undefined;
  const isInformation = alpha !== undefined && alpha.low >= TENTATIVE_ALPHA;

  if (!input.isGate) {
    if (accuracy !== undefined && accuracy.high < 0.5) return { name: "reversed", basis: "preferences" };
    if (input.largestShare >= CONSTANT_SHARE && byEntropy)
      return isPredictive
        ? { name: "rare-but-predictive", basis: "preferences" }
        : { name: "uninformative", basis: byPreferences ? "preferences" : "entropy" };
    const entropy = isDefined(input.normalizedEntropy) ? input.normalizedEntropy : undefined;
    if (entropy !== undefined && entropy.low > input.limit && byEntropy && !(isInformation && !isPredictive))
      return isPredictive ? { name: "noisy-but-predictive", basis: "preferences" } : { name: "unreliable", basis };
  }
  if (alpha !== undefined && ac2 !== undefined && alpha.high < TENTATIVE_ALPHA && ac2.high < TENTATIVE_ALPHA)
    return { name: "disputed", basis: "raters" };
  if (basis === "none") return { name: "unproven", basis };
  return { name: "reliable", basis };
}

function intervalOf(estimate: Maybe<Estimate>): Interval | undefined {
  return isDefined(estimate) && isDefined(estimate.interval) ? estimate.interval : undefined;
}
