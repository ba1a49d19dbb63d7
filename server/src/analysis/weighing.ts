/** The weights of a rubric's rules, under its own weighting, and how far they can be trusted. */
import type { Rule } from "../rubric/rubric.ts";
import type { Interval, Maybe } from "../statistics/result.ts";
import { isDefined } from "../statistics/result.ts";
import { signalWeights } from "../statistics/signal-weights.ts";
import { once } from "../statistics/steps.ts";
import { weightIntervals } from "../statistics/weight-interval.ts";
import { effectiveRules, encoreWeights } from "../statistics/weights.ts";
import type { Options } from "./analysis.ts";
import type { Evidence } from "./evidence.ts";
import type { RuleCounts } from "./rule-counts.ts";
import type { RuleRatings } from "./rule-ratings.ts";

export interface CountedRule {
  readonly rule: Rule;
  readonly counts: RuleCounts;
}

/** All arrays are by counted rule, one object for equal weights; NaN where a rule has no weight (a gate, or no ratings). */
export interface Weights {
  readonly encore: Float64Array;
  readonly signal: Maybe<Float64Array>;
  readonly uniform: Float64Array;
  readonly author: Maybe<Float64Array>;
  /** Under the rubric's own weighting. */
  readonly chosen: Maybe<Float64Array>;
  /** 1 for the heaviest; rules of one weight share a rank. */
  readonly ranks: Float64Array;
  /** Of the chosen weights, where these are ENCORE's. */
  readonly intervals: Maybe<readonly Interval[]>;
  readonly effectiveRules: Maybe<number>;
}

export function isWeighed({ rule, counts }: CountedRule): boolean {
  return rule.gate === undefined && isDefined(counts.entropy);
}

export function weigh(rules: readonly CountedRule[], options: Options, evidence: Evidence): Weights {
  const weighed = rules.flatMap((rule, at) => (isWeighed(rule) ? [at] : []));
  const spread = (weights: Float64Array): Float64Array => {
    const all = new Float64Array(rules.length).fill(Number.NaN);
    weighed.forEach((at, w) => {
      all[at] = weights[w] ?? Number.NaN;
    });
    return all;
  };
  const counted = weighed.flatMap((at) => rules[at] ?? []);
  const entropies = Float64Array.from(counted, ({ counts }) => estimatedEntropy(counts, options));
  const encore = encoreWeights(entropies, options.temperature);
  const signal = evidenceOfSignal(counted, evidence);
  const uniform = new Float64Array(counted.length).fill(1 / counted.length);
  const author = authorWeights(counted);
  const all = { encore, signal, kelley: notYet, peer: notYet, uniform, author };
  const chosen: Maybe<Float64Array> = weighed.length === 0 ? { unavailable: "no ratings yet" } : all[options.weighting];
  const total = isDefined(chosen) ? effectiveRules(chosen) : chosen;
  const vector = (weights: Float64Array) => evidence.same(spread(weights));
  return {
    encore: vector(encore),
    signal: isDefined(signal) ? vector(signal) : signal,
    uniform: vector(uniform),
    author: isDefined(author) ? vector(author) : author,
    chosen: isDefined(chosen) ? vector(chosen) : chosen,
    ranks: isDefined(chosen) ? spread(ranksOf(chosen)) : spread(new Float64Array()),
    intervals: options.weighting === "encore" ? intervals(rules, counted, weighed, options, evidence) : notEncore,
    effectiveRules: total,
  };
}

const notYet = { unavailable: "this weighting is not computed yet" };
const notEncore = { unavailable: "only ENCORE weights have an interval" };

export function estimatedEntropy({ entropy }: RuleCounts, { estimator }: Options): number {
  if (!isDefined(entropy)) return Number.NaN;
  return estimator === "plug-in" ? entropy.nats : entropy.millerMadow;
}

/** As the author wrote them, made to sum to 1 over the rules that can be weighed. */
function authorWeights(rules: readonly CountedRule[]): Maybe<Float64Array> {
  if (!rules.some(({ rule }) => rule.weight)) return { unavailable: "the rubric has no weights of its own" };
  const written = Float64Array.from(rules, ({ rule }) => Math.max(0, rule.weight?.value ?? 0));
  const total = written.reduce((sum, weight) => sum + weight, 0);
  return total > 0 ? written.map((weight) => weight / total) : { unavailable: "the author's weights are all 0" };
}

function evidenceOfSignal(rules: readonly CountedRule[], evidence: Evidence): Maybe<Float64Array> {
  if (rules.length === 0) return { unavailable: "no ratings yet" };
  const ratings = evidence.same(rules.map(({ counts }) => counts.ratings));
  return evidence.of<[readonly RuleRatings[]], Maybe<Float64Array>>("signal weights", [ratings], (of) =>
    once(() => signalWeights(of)),
  );
}

function intervals(
  all: readonly CountedRule[],
  counted: readonly CountedRule[],
  weighed: readonly number[],
  { temperature }: Options,
  evidence: Evidence,
): Maybe<readonly Interval[]> {
  const rules = counted.map(({ counts }) =>
    evidence.same({
      counts: counts.levelCounts,
      effective: isDefined(counts.nCautious) ? counts.nCautious : counts.ratings.n,
    }),
  );
  const found = evidence.of("weight intervals", [evidence.same(rules), temperature], weightIntervals);
  if (!isDefined(found)) return found;
  const spread: Interval[] = new Array(all.length);
  weighed.forEach((at, w) => {
    const interval = found[w];
    if (interval) spread[at] = interval;
  });
  return spread;
}

function ranksOf(weights: Float64Array): Float64Array {
  const sorted = Float64Array.from(weights).sort().reverse();
  const rank = new Map<number, number>();
  sorted.forEach((weight, at) => {
    if (!rank.has(weight)) rank.set(weight, at + 1);
  });
  return weights.map((weight) => rank.get(weight) ?? 0);
}
