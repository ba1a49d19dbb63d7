/** Variance components and raters as JSON (docs/json.md). */
import type { RaterAnalysis, RatersAnalysis, RuleRater, RuleVariance } from "../analysis/analysis.ts";
import { isDefined } from "../statistics/result.ts";
import type { RaterProfile } from "../statistics/severity.ts";
import { type JsonObject, number, part, valueWithInterval } from "./json-parts.ts";

export function varianceJson(variance: RuleVariance): JsonObject {
  return {
    ...valueWithInterval("prompt", variance.prompt),
    ...valueWithInterval("response", variance.response),
    ...valueWithInterval("rater", variance.rater),
    ...valueWithInterval("residual", variance.residual),
    ...valueWithInterval("withinPromptReliability", variance.withinPromptReliability),
    isMostlySeverity: variance.isMostlySeverity,
  };
}

export function ruleRaterJson({ rater, ...profile }: RuleRater): JsonObject {
  return { rater, ...profileJson(profile) };
}

export function ratersJson({ raters }: RatersAnalysis): JsonObject[] {
  return raters.map(raterJson);
}

function raterJson({ rater, relative, constant, identicalTo, ...profile }: RaterAnalysis): JsonObject {
  return {
    rater,
    ...profileJson(profile),
    ...part("relative", relative, ({ severity, p, isSevere }) => ({
      ...valueWithInterval("severity", severity),
      p: Number.isNaN(p) ? null : p,
      isSevere,
    })),
    constant: constant ? { score: constant.score, share: constant.share, othersShare: constant.othersShare } : null,
    identicalTo: identicalTo.map(({ rater: other, common }) => ({ rater: other, common })),
  };
}

function profileJson({ ratings, shared, severity, consistency, spread, commonest }: RaterProfile): JsonObject {
  return {
    ratings,
    shared,
    ...valueWithInterval("severity", severity),
    ...number("consistency", consistency),
    ...number("spread", spread),
    commonest: isDefined(commonest) ? { score: commonest.score, share: commonest.share } : null,
  };
}
