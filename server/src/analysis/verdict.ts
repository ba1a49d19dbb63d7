/**
 * The one verdict of a rule: the first row of the table of verdicts that applies (docs/statistics.md). Preferences
 * count from 30 decided pairs on, raters from 10 responses with two ratings, entropy alone from 30 ratings and 5 a level.
 */
import type { Estimate, Interval, Maybe } from "../statistics/result.ts";
import { isDefined } from "../statistics/result.ts";
import type { Verdict } from "./analysis.ts";

export const DECIDED_PAIRS_WANTED = 30;
const RATED_TWICE_WANTED = 10;
const RATINGS_WANTED = 30;
const RATINGS_PER_LEVEL_WANTED = 5;
/** One value with this share of the ratings or more: the rule seldom says anything. */
const CONSTANT_SHARE = 0.95;
/** Under this share of responses that depart from the commonest value the rule says nothing. */
const LEAST_DEPARTING = 0.01;
/** Krippendorff: below .667 no conclusions. */
export const TENTATIVE_ALPHA = 0.667;
const LOW_ALPHA = 0.5;
/** Of the other raters of a departing rating: with fewer who depart too, raters do not agree when to depart. */
const LEAST_SPECIFIC_AGREEMENT = 0.3;
/** Over these shares of a rule's ratings nothing is concluded from the rest. */
const MOST_OFF_SCALE = 0.2;
const MOST_CONFLICTING = 0.05;

/** All that a verdict looks at. Intervals are of 95%; a missing one speaks neither against a rule nor for it. */
export interface VerdictInput {
  readonly isGate: boolean;
  readonly n: number;
  readonly levels: number;
  /** Of all ratings, those off the scale; of all that were read, those that contradict another. */
  readonly offScaleShare: number;
  readonly conflictingShare: number;
  /** Share of the commonest value among the ratings. */
  readonly largestShare: number;
  /** Share of responses with a rating other than the commonest value. */
  readonly departingShare: number;
  readonly specificAgreement: Maybe<number>;
  /** Of normalised entropy, in [0, 1]. */
  readonly normalizedEntropy: Maybe<Interval>;
  readonly limit: number;
  /** How the rule orders the pairs that it decides, Holm over the rubric's rules. */
  readonly chance: "better" | "worse" | "neither";
  readonly itemsRatedTwice: number;
  /** Krippendorff's interval alpha. */
  readonly alpha: Maybe<Estimate>;
  readonly ac2: Maybe<Estimate>;
}

export function verdictOf(input: VerdictInput): Maybe<Verdict> {
  const withheld = whyWithheld(input);
  if (withheld) return { unavailable: `withheld: ${withheld}` };
  const byRaters = input.itemsRatedTwice >= RATED_TWICE_WANTED;
  const byEntropy = input.n >= Math.max(RATINGS_WANTED, RATINGS_PER_LEVEL_WANTED * input.levels);
  const alpha = byRaters ? intervalOf(input.alpha) : undefined;
  const dispute = byRaters ? disputeOf(alpha, intervalOf(input.ac2)) : undefined;
  const unproven = verdict("unproven", byRaters ? "raters" : "none", "information");
  const noWarning = verdict("no-warning", byRaters ? "raters" : "entropy", "none");

  if (input.isGate) {
    if (dispute) return dispute;
    return byRaters || byEntropy ? noWarning : unproven;
  }
  if (input.chance === "worse") return verdict("reversed", "preferences", "warning");
  if (input.largestShare >= CONSTANT_SHARE && input.n >= RATINGS_WANTED) return rare(input);

  const isLow = alpha !== undefined && alpha.high < TENTATIVE_ALPHA;
  const isSpread = byEntropy && isDefined(input.normalizedEntropy) && input.normalizedEntropy.low > input.limit;
  if (isLow && input.chance === "better")
    return {
      ...verdict("noisy-but-predictive", "preferences", "information"),
      isAlsoDisputed: dispute !== undefined,
    };
  if (isLow && isSpread) return verdict("unreliable", "raters", "warning");
  if (dispute) return dispute;
  if (alpha !== undefined && alpha.low >= TENTATIVE_ALPHA) return verdict("reliable", "raters", "none");
  if (input.chance === "better") return verdict("reliable", "preferences", "none");
  if (byRaters) return unproven;
  if (isSpread) return verdict("uncertain", "entropy", "information");
  return byEntropy ? noWarning : unproven;
}

function verdict(name: Verdict["name"], basis: Verdict["basis"], kind: Verdict["kind"]): Verdict {
  return { name, basis, kind, isAlsoDisputed: false };
}

function whyWithheld({ offScaleShare, conflictingShare }: VerdictInput): string | undefined {
  if (offScaleShare > MOST_OFF_SCALE) return "over a fifth of its ratings are off its scale";
  if (conflictingShare > MOST_CONFLICTING)
    return "over a twentieth of its ratings contradict another of the same rater";
  return undefined;
}

/** Of a rule with one value in nearly all ratings. */
function rare({ chance, departingShare, specificAgreement }: VerdictInput): Verdict {
  if (chance === "better") return verdict("rare-but-predictive", "preferences", "information");
  if (departingShare < LEAST_DEPARTING) return verdict("uninformative", "entropy", "warning");
  if (!isDefined(specificAgreement)) return verdict("rare", "entropy", "information");
  return specificAgreement < LEAST_SPECIFIC_AGREEMENT
    ? verdict("disputed", "raters", "warning")
    : verdict("rare", "raters", "information");
}

/** Where AC2 is not low too, raters agree on what is common and not on when to depart from it: information. */
function disputeOf(alpha: Interval | undefined, ac2: Interval | undefined): Verdict | undefined {
  if (alpha === undefined || alpha.high >= TENTATIVE_ALPHA) return undefined;
  const isWarning = alpha.high < LOW_ALPHA || (ac2 !== undefined && ac2.high < TENTATIVE_ALPHA);
  return verdict("disputed", "raters", isWarning ? "warning" : "information");
}

function intervalOf(estimate: Maybe<Estimate>): Interval | undefined {
  return isDefined(estimate) && isDefined(estimate.interval) ? estimate.interval : undefined;
}
