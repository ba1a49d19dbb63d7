/** Rubric + tallies + evidence -> Analysis. Pure: evidence only spares work, the same input gives the same Analysis. */
import type { Rubric, Rule, Scale } from "../rubric/rubric.ts";
import type { Maybe } from "../statistics/result.ts";
import type { Tallies } from "../tallies/tallies.ts";
import type { Analysis, RuleAnalysis, UnnamedRule } from "./analysis.ts";
import type { Evidence } from "./evidence.ts";
import { type AnalysisInput, talliesOf } from "./input.ts";
import { looksLike } from "./looks-like.ts";
import { optionsOf } from "./options.ts";
import { analyzePreferences } from "./preferences.ts";
import { analyzeRedundancy } from "./redundancy.ts";
import { analyzeRule } from "./rule-analysis.ts";
import { countRule } from "./rule-counts.ts";
import { indexTallies, ratedId, type TallyIndex } from "./rule-ratings.ts";
import { analyzeSources } from "./sources.ts";
import { weigh } from "./weighing.ts";

export function analyze(input: AnalysisInput, evidence: Evidence): Analysis {
  const { rubric } = input;
  const options = optionsOf(rubric, input.settings);
  const tallies = talliesOf(input, evidence);
  const index = evidence.now("tallies by rule", [tallies], indexTallies);
  const counted = activeRules(rubric).map((rule) => ({
    rule,
    counts: countRule(rule, scaleOf(rule, rubric), index, evidence),
  }));

  const weights = weigh(counted, options, evidence);
  const preferences = analyzePreferences(input, counted, weights, options, evidence);
  const rules = counted.map(({ rule, counts }, at) =>
    analyzeRule(rule, counts, weights, at, preferences, options, evidence),
  );
  return {
    rubric,
    options,
    rules,
    sources: analyzeSources(input, preferences.missing),
    effectiveRules: weights.effectiveRules,
    unnamed: unnamedRules(rubric, rules, index, tallies),
    preferences: preferences.evidence,
    weightings: preferences.weightings,
    redundancy: analyzeRedundancy(counted, evidence),
  };
}

/** The first rule of each id that is not retired. */
export function activeRules(rubric: Rubric): Rule[] {
  const seen = new Set<string>();
  return rubric.rules.filter((rule) => {
    if (seen.has(rule.id.value)) return false;
    seen.add(rule.id.value);
    return rule.retired === undefined;
  });
}

function scaleOf(rule: Rule, rubric: Rubric): Maybe<Scale> {
  return rule.scale?.value ?? rubric.scale?.value ?? { unavailable: "no scale" };
}

function unnamedRules(
  rubric: Rubric,
  rules: readonly RuleAnalysis[],
  index: TallyIndex,
  tallies: readonly Tallies[],
): UnnamedRule[] {
  const named = new Set(rubric.rules.map(ratedId));
  const overall = rubric.preferences?.value.flatMap((source) =>
    source.kind === "overall" ? [source.overall.value] : [],
  );
  for (const id of overall ?? []) named.add(id);
  const withoutRatings = rules.filter((rule) => rule.n === 0 && rule.staleRatings === 0);
  return [...index].flatMap(([id, parts]) => {
    if (named.has(id)) return [];
    const n = parts.reduce((total, { tally }) => total + tally.counts.reduce((sum, count) => sum + count, 0), 0);
    const files = tallies
      .filter((source) => source.rules.some((tally) => tally.rule === id))
      .flatMap(({ files }) => files);
    return [{ id, n, files, looksLike: looksLike(id, withoutRatings) }];
  });
}
