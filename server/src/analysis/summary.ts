/** The few numbers that stand for a whole rubric: how much was rated, how far raters agree, and how right it is. */
import { isDefined, type Maybe } from "../statistics/result.ts";
import { type Analysis, PENDING, type RuleAnalysis } from "./analysis.ts";
import { accuracyOfRubric } from "./compare.ts";

export interface Summary {
  readonly rules: number;
  readonly ratings: number;
  /** The median over rules of Krippendorff's interval alpha. */
  readonly agreement: Maybe<number>;
  /** Of the rubric's own weighting, and of equal weights, on its preferences; in [0, 1]. */
  readonly accuracy: Maybe<number>;
  readonly uniformAccuracy: Maybe<number>;
}

export function summaryOf(analysis: Analysis): Summary {
  const { rules, weightings } = analysis;
  const uniform = weightings.find(({ name }) => name === "uniform");
  return {
    rules: rules.length,
    ratings: rules.reduce((sum, { n }) => sum + n, 0),
    agreement: medianAgreement(analysis),
    accuracy: accuracyOfRubric(analysis),
    uniformAccuracy: uniform?.accuracy ?? { unavailable: "its weighting is not compared" },
  };
}

/** A rule's weight against an equal share: 1 where all rules weigh the same. */
export function relativeWeight({ weight }: RuleAnalysis, { rules }: Analysis): Maybe<number> {
  return isDefined(weight) ? weight.value * weighedRules(rules) : weight;
}

/** How many rules share the weight. */
export function weighedRules(rules: readonly RuleAnalysis[]): number {
  return rules.filter(({ weight }) => isDefined(weight)).length;
}

function medianAgreement({ rules }: Analysis): Maybe<number> {
  const alphas = rules.map(({ agreement }) => (isDefined(agreement) ? agreement.alpha.interval : agreement));
  if (alphas.some((alpha) => !isDefined(alpha) && alpha.unavailable === PENDING)) return { unavailable: PENDING };
  const values = alphas.flatMap((alpha) => (isDefined(alpha) ? [alpha.value] : [])).sort((a, b) => a - b);
  const [low, high] = [values[(values.length - 1) >> 1], values[values.length >> 1]];
  if (low === undefined || high === undefined) return { unavailable: "no response has two ratings" };
  return (low + high) / 2;
}
