/** Stage 6: the Analysis of what the stages found. */
import { isDefined, type Maybe } from "../statistics/result.ts";
import { effectiveRules, encoreWeights } from "../statistics/weights.ts";
import type { Analysis, Drop, RuleAnalysis, TagAnalysis, TemperatureEffect, UnnamedRule } from "./analysis.ts";
import { dropOf } from "./drops.ts";
import type { Evidence } from "./evidence.ts";
import type { AnalysisInput } from "./input.ts";
import { looksLike } from "./looks-like.ts";
import { preferenceEvidence } from "./preference-evidence.ts";
import { entropies } from "./premise.ts";
import { analyzeRaters } from "./raters.ts";
import { analyzeRedundancy } from "./redundancy.ts";
import { analyzeRule } from "./rule-analysis.ts";
import { ratedId } from "./rule-ratings.ts";
import { analyzeSources } from "./sources.ts";
import type { Stages } from "./stages.ts";

export function assemble(input: AnalysisInput, stages: Stages, evidence: Evidence): Analysis {
  const { counted, weights, paired } = stages;
  const rules = counted.rules.map((_, at) => analyzeRule(at, stages, evidence));
  return {
    rubric: counted.rubric,
    options: counted.options,
    rules,
    sources: analyzeSources(input, isDefined(paired) ? undefined : paired.unavailable),
    effectiveRules: weights.effectiveRules,
    temperatures: temperatureEffects(stages),
    tags: analyzeTags(rules),
    unnamed: unnamedRules(stages, rules),
    preferences: preferenceEvidence(stages, evidence),
    weightings: stages.weightings,
    raters: analyzeRaters(counted, evidence),
    ...analyzeRedundancy(counted, evidence),
    dropUnreliable: dropUnreliable(rules, stages, evidence),
  };
}

/** What the author chose to ignore is not dropped with the rest. */
function dropUnreliable(rules: readonly RuleAnalysis[], stages: Stages, evidence: Evidence): Maybe<Drop> {
  const ignores = stages.counted.rubric.ignores.filter(({ check }) => check.value === "high-entropy");
  const isIgnored = ({ rule }: RuleAnalysis) =>
    ignores.some(
      ({ covers }) =>
        covers === undefined || (covers.start <= rule.id.range.start && rule.id.range.start <= covers.end),
    );
  const dropped = rules.flatMap((rule, at) =>
    isDefined(rule.verdict) && rule.verdict.name === "unreliable" && !isIgnored(rule) ? [at] : [],
  );
  return dropped.length === 0 ? { unavailable: "no rule is unreliable" } : dropOf(dropped, stages, evidence);
}

const temperatures = [0.5, 1, 2, 5];

/** How many rules count under ENCORE weights at other temperatures. */
function temperatureEffects({ counted }: Stages): readonly TemperatureEffect[] {
  const all = [...new Set([...temperatures, counted.options.temperature])].sort((a, b) => a - b);
  const nats = entropies(counted);
  return all.map((temperature) => ({ temperature, effectiveRules: effectiveRules(encoreWeights(nats, temperature)) }));
}

function analyzeTags(rules: readonly RuleAnalysis[]): ReadonlyMap<string, TagAnalysis> {
  const tags = new Map<string, { rules: number; weight: number; weighed: number }>();
  for (const { rule, weight } of rules)
    for (const tag of new Set(rule.tags?.value.map(({ value }) => value))) {
      const known = tags.get(tag) ?? { rules: 0, weight: 0, weighed: 0 };
      known.rules += 1;
      if (isDefined(weight)) {
        known.weight += weight.value;
        known.weighed += 1;
      }
      tags.set(tag, known);
    }
  return new Map(
    Array.from(tags, ([tag, { rules: n, weight, weighed }]) => [
      tag,
      { rules: n, weight: weighed > 0 ? weight : { unavailable: "no rule of it has a weight" } },
    ]),
  );
}

function unnamedRules({ counted }: Stages, rules: readonly RuleAnalysis[]): UnnamedRule[] {
  const { rubric, index, tallies } = counted;
  const named = new Set(rubric.rules.map(ratedId));
  for (const source of rubric.preferences?.value ?? []) if (source.kind === "overall") named.add(source.overall.value);
  const withoutRatings = rules.filter((rule) => rule.n === 0 && rule.staleRatings === 0);
  return [...index].flatMap(([id, parts]) => {
    if (named.has(id)) return [];
    const n = parts.reduce((total, { tally }) => total + tally.counts.reduce((sum, count) => sum + count, 0), 0);
    const files = tallies
      .filter((source) => source.rules.some((tally) => tally.rule === id))
      .flatMap((source) => source.files);
    return [{ id, n, files, looksLike: looksLike(id, withoutRatings) }];
  });
}
