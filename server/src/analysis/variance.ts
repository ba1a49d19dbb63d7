/** Where the variance of a rule's ratings comes from: prompts, responses, raters' severity, or what is left. */
import type { RatedBy } from "../statistics/rated-by.ts";
import { isDefined, type Maybe } from "../statistics/result.ts";
import { once } from "../statistics/steps.ts";
import { isMostlySeverity, varianceComponents } from "../statistics/variance-components.ts";
import type { RuleVariance } from "./analysis.ts";
import type { Evidence } from "./evidence.ts";

export function analyzeVariance(rated: Maybe<RatedBy>, evidence: Evidence): Maybe<RuleVariance> {
  if (!isDefined(rated)) return rated;
  return evidence.of<[RatedBy], Maybe<RuleVariance>>("variance components", [rated], (ratings) =>
    once(() => {
      const components = varianceComponents(ratings);
      return isDefined(components) ? { ...components, isMostlySeverity: isMostlySeverity(components) } : components;
    }),
  );
}
