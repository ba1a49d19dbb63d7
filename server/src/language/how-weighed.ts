/** How a weight came about, in numbers that can be checked by hand. */
import type { Analysis, RuleAnalysis } from "../analysis/analysis.ts";
import * as show from "../analysis/format.ts";
import { isDefined } from "../statistics/result.ts";

export function howWeighed({ entropy }: RuleAnalysis, { rules, options }: Analysis): string {
  const { temperature, estimator, weighting } = options;
  if (weighting !== "encore" || !isDefined(entropy)) return `By ${weighting} weighting.`;
  const of = (one: { nats: number; millerMadow: number }) => (estimator === "plug-in" ? one.nats : one.millerMadow);
  const share = (h: number) => Math.exp(-h / temperature);
  const sum = rules.reduce(
    (total, rule) => (!rule.isGate && isDefined(rule.entropy) ? total + share(of(rule.entropy)) : total),
    0,
  );
  const h = of(entropy);
  return `It is exp(-H/τ) = exp(-${show.entropy(h)}/${show.temperature(temperature)}) = ${show.decimal(share(h), 3)}, over the sum of that for all rules, ${show.decimal(sum, 2)}.`;
}
