/**
 * What changed from one Analysis of a rubric to another: rule by rule, and for the rubric as a whole. Both are plain
 * data, so this compares what was computed and computes nothing; a paired interval of the difference needs the pairs.
 */
import { type Estimate, isDefined, type Maybe } from "../statistics/result.ts";
import type { Analysis, Options, RuleAnalysis, VerdictName } from "./analysis.ts";

/** One rule on one side of a comparison. */
export interface RuleSide {
  readonly id: string;
  readonly ratings: number;
  readonly isGate: boolean;
  readonly weight: Maybe<number>;
  /** In nats. */
  readonly entropy: Maybe<number>;
  readonly agreement: Maybe<Estimate>;
  readonly verdict: Maybe<VerdictName>;
  /** Accuracy on the pairs that the rule decides, in [0, 1], with its interval. */
  readonly accuracy: Maybe<Estimate>;
}

export type RuleChangeKind = "added" | "dropped" | "changed" | "same";

export interface RuleChange {
  readonly kind: RuleChangeKind;
  /** Undefined for a rule that was added. */
  readonly before: RuleSide | undefined;
  /** Undefined for a rule that was dropped or retired. */
  readonly after: RuleSide | undefined;
  /** The rule's text is another one. */
  readonly isReworded: boolean;
  /** Ratings that no longer count because they were collected for another wording. */
  readonly staleRatings: number;
}

/** The rubric as a whole on one side of a comparison. */
export interface RubricSide {
  readonly rules: number;
  readonly options: Options;
  readonly effectiveRules: Maybe<number>;
  /** Of the rubric's own weighting on its preferences, in [0, 1]. */
  readonly accuracy: Maybe<number>;
}

export interface Comparison {
  /** In the order of the later rubric; dropped rules last. */
  readonly rules: readonly RuleChange[];
  readonly before: RubricSide;
  readonly after: RubricSide;
  /** No rule and none of the rubric's own figures changed. */
  readonly isSame: boolean;
}

export function compare(before: Analysis, after: Analysis): Comparison {
  const old = new Map(before.rules.map((rule) => [rule.id, rule]));
  const kept = new Set<RuleAnalysis>();
  const changes = after.rules.map((rule) => {
    const earlier = earlierOf(rule, old);
    if (earlier) kept.add(earlier);
    return changeOf(earlier, rule);
  });
  const dropped = before.rules.filter((rule) => !kept.has(rule)).map((rule) => changeOf(rule, undefined));
  const rules = [...changes, ...dropped];
  const [sideBefore, sideAfter] = [sideOf(before), sideOf(after)];
  const isSame = rules.every(({ kind }) => kind === "same") && isEqual(sideBefore, sideAfter);
  return { rules, before: sideBefore, after: sideAfter, isSame };
}

/** Accuracy of the weighting that the rubric uses, on its preferences. */
export function accuracyOfRubric({ options, weightings }: Analysis): Maybe<number> {
  const own = weightings.find(({ name }) => name === options.weighting);
  return own?.accuracy ?? { unavailable: "its weighting is not compared" };
}

/** A renamed rule keeps its old id in `rated_as`. */
function earlierOf({ id, rule }: RuleAnalysis, old: ReadonlyMap<string, RuleAnalysis>): RuleAnalysis | undefined {
  const same = old.get(id);
  const formerId = rule.ratedAs?.value;
  return same ?? (formerId === undefined ? undefined : old.get(formerId));
}

function changeOf(before: RuleAnalysis | undefined, after: RuleAnalysis | undefined): RuleChange {
  const [was, is] = [before && ruleSide(before), after && ruleSide(after)];
  const isReworded = before && after ? wordingOf(before) !== wordingOf(after) : false;
  const kind = !was ? "added" : !is ? "dropped" : isReworded || !isEqual(was, is) ? "changed" : "same";
  return { kind, before: was, after: is, isReworded, staleRatings: after?.staleRatings ?? 0 };
}

function wordingOf({ presentWording }: RuleAnalysis): string | undefined {
  return isDefined(presentWording) ? presentWording : undefined;
}

function ruleSide({ id, n, isGate, weight, entropy, agreement, verdict, preference }: RuleAnalysis): RuleSide {
  return {
    id,
    ratings: n,
    isGate,
    weight: isDefined(weight) ? weight.value : weight,
    entropy: isDefined(entropy) ? entropy.nats : entropy,
    agreement: isDefined(agreement) ? agreement.alpha.interval : agreement,
    verdict: isDefined(verdict) ? verdict.name : verdict,
    accuracy: isDefined(preference) ? preference.decidedAccuracy : preference,
  };
}

function sideOf(analysis: Analysis): RubricSide {
  const { rules, options, effectiveRules } = analysis;
  return { rules: rules.length, options, effectiveRules, accuracy: accuracyOfRubric(analysis) };
}

/** Plain data, made by the same code in the same order of keys. */
function isEqual(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
