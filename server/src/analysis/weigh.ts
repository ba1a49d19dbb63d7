/** Stage 2: the weights of the rules, by every scheme. */
import type { WeightingName } from "../rubric/weightings.ts";
import type { RatedBy } from "../statistics/rated-by.ts";
import { type RaterPairs, raterPairs } from "../statistics/rater-pairs.ts";
import type { Interval, Maybe } from "../statistics/result.ts";
import { isDefined } from "../statistics/result.ts";
import type { Outcomes } from "../statistics/reward.ts";
import { once } from "../statistics/steps.ts";
import { effectiveRules } from "../statistics/weights.ts";
import type { Counted, CountedRule } from "./count-rules.ts";
import type { Evidence } from "./evidence.ts";
import { ratedBy, turned } from "./rated.ts";
import type { RuleRatings } from "./rule-ratings.ts";
import { reliabilitiesOf } from "./weightings/reliability.ts";
import type { WeighedParts, WeighedRules, WeightingScheme } from "./weightings/weighting-scheme.ts";
import { schemeOf, weightingSchemes } from "./weightings/weightings.ts";

/** All arrays are by counted rule, one object for equal weights; NaN where a rule has no weight (a gate, or no ratings). */
export interface Weights {
  /** Of the counted rules. */
  readonly ids: readonly string[];
  /** Every scheme, in the order of the list. */
  readonly schemes: readonly SchemeWeights[];
  /** The rubric's own. */
  readonly chosen: SchemeWeights;
  readonly uniform: Float64Array;
  readonly effectiveRules: Maybe<number>;
  /** Numbers of the counted rules that have a weight: the rules of `raterPairs`, in order. */
  readonly places: readonly number[];
  /** Preferences that the raters' own ratings make: each is judged by the others' ratings. */
  readonly raterPairs: Maybe<RaterPairs>;
}

export interface SchemeWeights {
  readonly scheme: WeightingScheme;
  readonly weights: Maybe<Float64Array>;
  /** What each rule brings, which over the sum of all is its weight. */
  readonly parts: Maybe<Float64Array>;
  /** Of the parts. */
  readonly total: number;
  readonly note: string | undefined;
  readonly heldOut: Outcomes | undefined;
  /** 1 for the heaviest; rules of one weight share a rank. */
  readonly ranks: Maybe<Float64Array>;
  /** By counted rule; none where it has no weight. */
  readonly intervals: Maybe<readonly (Interval | undefined)[]>;
}

export function isWeighed({ rule, counts }: CountedRule): boolean {
  return rule.gate === undefined && isDefined(counts.entropy);
}

export function weigh(counted: Counted, evidence: Evidence): Weights {
  const places = counted.rules.flatMap((rule, at) => (isWeighed(rule) ? [at] : []));
  const weighed = weighedRules(
    places.flatMap((at) => counted.rules[at] ?? []),
    counted,
    evidence,
  );
  const schemes = weightingSchemes.map((scheme) =>
    weighed.rules.length === 0
      ? withoutRatings(scheme)
      : spread(weighBy(scheme, weighed, evidence), places, counted.rules.length),
  );
  const same = schemes.map((one) => ({
    ...one,
    weights: isDefined(one.weights) ? evidence.same(one.weights) : one.weights,
  }));
  const chosen = of(same, counted.options.weighting);
  const { weights } = of(same, "uniform");
  const uniform = isDefined(weights) ? weights : new Float64Array(counted.rules.length).fill(Number.NaN);
  return {
    ids: evidence.same(counted.rules.map(({ rule }) => rule.id.value)),
    schemes: same,
    places: evidence.same(places),
    raterPairs: weighed.raterPairs,
    chosen,
    uniform: evidence.same(uniform),
    effectiveRules: isDefined(chosen.weights) ? effectiveRules(chosen.weights) : chosen.weights,
  };
}

function weighedRules(rules: readonly CountedRule[], counted: Counted, evidence: Evidence): WeighedRules {
  const ratings = rules.map(({ counts }) => counts.ratings);
  const rated = allRated(ratings, counted, evidence);
  return {
    rules,
    options: counted.options,
    rated,
    reliabilities: reliabilitiesOf(ratings, rated, evidence),
    raterPairs: isDefined(rated) ? raterPairsOf(rules, rated, evidence) : rated,
  };
}

/** One object for equal ratings; unavailable unless every rule has the names of its raters. */
function allRated(
  ratings: readonly RuleRatings[],
  { numbering, rubric }: Counted,
  evidence: Evidence,
): Maybe<readonly RatedBy[]> {
  const found: RatedBy[] = [];
  for (const one of ratings) {
    const rated = ratedOf(one, { numbering, rubric }, evidence);
    if (!isDefined(rated)) return rated;
    found.push(rated);
  }
  return evidence.same(found);
}

export function ratedOf(
  ratings: RuleRatings,
  { numbering, rubric }: Pick<Counted, "numbering" | "rubric">,
  evidence: Evidence,
): Maybe<RatedBy> {
  return evidence.of("rated by", [ratings, numbering, rubric.raters?.value.kind], (...of) =>
    once(() => ratedBy(...of)),
  );
}

function raterPairsOf(rules: readonly CountedRule[], rated: readonly RatedBy[], evidence: Evidence): Maybe<RaterPairs> {
  const isNegative = evidence.same(rules.map(({ rule }) => rule.polarity?.value === "negative"));
  return evidence.of<[readonly RatedBy[], readonly boolean[]], Maybe<RaterPairs>>(
    "rater pairs",
    [rated, isNegative],
    (of, isTurned) => raterPairs(of.map((one, k) => (isTurned[k] ? turned(one) : one))),
  );
}

/** A weight that a rule does not have counts for nothing. */
export function zeroes(weights: Float64Array): Float64Array {
  return weights.map((weight) => (Number.isNaN(weight) ? 0 : weight));
}

function of(schemes: readonly SchemeWeights[], name: WeightingName): SchemeWeights {
  return schemes.find(({ scheme }) => scheme.name === name) ?? withoutRatings(schemeOf(name));
}

function withoutRatings(scheme: WeightingScheme): SchemeWeights {
  const none = { unavailable: "no ratings yet" };
  return {
    scheme,
    weights: none,
    parts: none,
    total: 0,
    note: undefined,
    heldOut: undefined,
    ranks: none,
    intervals: none,
  };
}

interface Weighed {
  readonly scheme: WeightingScheme;
  readonly parts: Maybe<WeighedParts>;
  readonly intervals: Maybe<readonly Interval[]>;
}

function weighBy(scheme: WeightingScheme, weighed: WeighedRules, evidence: Evidence): Weighed {
  const parts = scheme.weigh(weighed, evidence);
  return { scheme, parts, intervals: isDefined(parts) ? scheme.intervals(weighed, evidence) : parts };
}

/** From the weighed rules, which are at `places`, to `total` counted ones. */
function spread({ scheme, parts: found, intervals }: Weighed, places: readonly number[], total: number): SchemeWeights {
  const spreadVector = (values: Float64Array): Float64Array => {
    const all = new Float64Array(total).fill(Number.NaN);
    places.forEach((at, w) => {
      all[at] = values[w] ?? Number.NaN;
    });
    return all;
  };
  const spreadIntervals = (values: readonly Interval[]) => {
    const all: (Interval | undefined)[] = new Array(total).fill(undefined);
    places.forEach((at, w) => {
      all[at] = values[w];
    });
    return all;
  };
  return {
    scheme,
    weights: isDefined(found) ? spreadVector(found.weights) : found,
    parts: isDefined(found) ? spreadVector(found.parts) : found,
    total: isDefined(found) ? found.parts.reduce((sum, part) => sum + part, 0) : 0,
    note: isDefined(found) ? found.note : undefined,
    heldOut: isDefined(found) ? found.heldOut : undefined,
    ranks: isDefined(found) ? spreadVector(ranksOf(found.weights)) : found,
    intervals: isDefined(intervals) ? spreadIntervals(intervals) : intervals,
  };
}

function ranksOf(weights: Float64Array): Float64Array {
  const sorted = Float64Array.from(weights).sort().reverse();
  const rank = new Map<number, number>();
  sorted.forEach((weight, at) => {
    if (!rank.has(weight)) rank.set(weight, at + 1);
  });
  return weights.map((weight) => rank.get(weight) ?? 0);
}
