/** The machine-readable Analysis (docs/json.md). What is unavailable is null, with `...Reason` beside it. */
import type {
  Agreement,
  Analysis,
  Correlation,
  Level,
  Premise,
  RuleAnalysis,
  RulePreference,
  Weighting,
} from "../analysis/analysis.ts";
import type { Finding } from "../lint/finding.ts";
import { isDefined, type Maybe } from "../statistics/result.ts";
import { ends, estimateJson, type Json, type JsonObject, number, pair, part, value } from "./json-parts.ts";
import { ratersJson, ruleRaterJson, varianceJson } from "./raters-json.ts";

/** `place` turns a finding's offsets into whatever the reader of the JSON needs. */
export function analysisJson(
  analysis: Analysis,
  findings: readonly Finding[],
  file: string,
  place: (finding: Finding) => JsonObject,
): JsonObject {
  const { preferences } = analysis;
  return {
    rubric: analysis.rubric.name?.value ?? null,
    file,
    temperature: analysis.options.temperature,
    estimator: analysis.options.estimator,
    limit: analysis.options.limit,
    weighting: analysis.options.weighting,
    ...number("effectiveRules", analysis.effectiveRules),
    rules: analysis.rules.map(ruleJson),
    ...part("preferences", preferences, (evidence) => ({
      pairs: evidence.pairs,
      prompts: evidence.prompts,
      decidedPairs: evidence.decidedPairs,
      lost: evidence.lost,
      ...part("leak", evidence.leak, (leak) => (leak ? { ...leak } : null)),
    })),
    weightings: analysis.weightings.map(weightingJson),
    ...flat(preferences, "entropyVsAccuracy", (evidence) => evidence.entropyVsAccuracy, premiseJson),
    ...flat(preferences, "noiseVsAccuracy", (evidence) => evidence.noiseVsAccuracy, premiseJson),
    ...flat(preferences, "entropyVsBradleyTerry", (evidence) => evidence.entropyVsBradleyTerry, correlationJson),
    ...flat(
      preferences,
      "temperatureSweep",
      (evidence) => evidence.temperatureSweep,
      (steps) =>
        steps.map((step) => ({
          temperature: Number.isFinite(step.temperature) ? step.temperature : "infinity",
          accuracy: step.accuracy,
          effectiveRules: step.effectiveRules,
          order: [...step.order],
        })),
      [],
    ),
    ...flat(
      preferences,
      "bestTemperature",
      (evidence) => evidence.bestTemperature,
      ({ temperature, gain }) => ({
        temperature: Number.isFinite(temperature) ? temperature : "infinity",
        gain: estimateJson(gain),
      }),
    ),
    ...flat(
      preferences,
      "adaptive",
      (evidence) => evidence.adaptive,
      (adaptive) => ({ ...adaptive }),
    ),
    ...part("raters", analysis.raters, ratersJson),
    ...part("redundancy", analysis.redundancy, (pairs) =>
      pairs.map(({ first, second, items, rho }) => ({ first, second, items, rho: estimateJson(rho) })),
    ),
    ...part("ruleCorrelation", analysis.ruleCorrelation, ({ kind, mean }) => ({ kind, mean })),
    unnamed: analysis.unnamed.map(({ id, n, files }) => ({ id, n, files: [...files] })),
    sources: analysis.sources.map((source) => ({
      kind: source.kind,
      name: source.name,
      state: source.state,
      rows: source.rows,
      items: source.items,
      raters: source.raters,
      rules: source.rules,
      missing: source.missing,
      repeats: { same: source.repeats.same, conflicting: source.repeats.conflicting },
      files: [...source.files],
      problems: source.problems.map(({ problem }) => problem.message),
    })),
    findings: findings.map((finding) => findingJson(finding, place)),
  };
}

export function findingJson(finding: Finding, place: (finding: Finding) => JsonObject): JsonObject {
  return {
    check: finding.check,
    severity: finding.severity,
    rule: finding.rule ?? null,
    message: finding.message,
    help: finding.help ?? null,
    range: place(finding),
  };
}

function ruleJson(rule: RuleAnalysis): JsonObject {
  return {
    id: rule.id,
    n: rule.n,
    ...number("nEffective", rule.nEffective),
    counts: countsJson(rule.levels),
    missing: rule.missing,
    outOfScale: rule.outOfScale.reduce((total, value) => total + value.count, 0),
    repeats: { same: rule.repeats.same, conflicting: rule.repeats.conflicting },
    staleRatings: rule.staleRatings,
    isGate: rule.isGate,
    ...part("entropy", rule.entropy, (entropy) => ({
      nats: entropy.nats,
      bits: entropy.bits,
      ...number("normalized", entropy.normalized),
      millerMadow: entropy.millerMadow,
      ...ends(entropy.interval),
    })),
    weight: {
      ...(isDefined(rule.weight)
        ? { value: rule.weight.value, ...ends(rule.weight.interval), rank: rule.weight.rank }
        : { value: null, valueReason: rule.weight.unavailable, low: null, high: null }),
      ...number("encore", rule.encoreWeight),
      author: rule.authorWeight ?? null,
    },
    ...part("agreement", rule.agreement, agreementJson),
    ...part("variance", rule.variance, varianceJson),
    ...part("raters", rule.raters, (raters) => raters.map(ruleRaterJson)),
    ...part("preference", rule.preference, preferenceJson),
    ...part("verdict", rule.verdict, (verdict) => ({ ...verdict })),
    ...number("ratingsWanted", rule.ratingsWanted),
    ...part("responsesWanted", rule.responsesWanted, ({ more }) => more),
    ...part("rarity", rule.rarity, ({ specificAgreement, ...rarity }) => ({
      ...rarity,
      ...number("specificAgreement", specificAgreement),
    })),
  };
}

function agreementJson(agreement: Agreement): JsonObject {
  const { alpha } = agreement;
  const interval = isDefined(alpha.interval) ? alpha.interval.interval : alpha.interval;
  const noise = isDefined(agreement.noiseShare) ? agreement.noiseShare.interval : agreement.noiseShare;
  return {
    items: agreement.items,
    ...value("noiseShare", agreement.noiseShare),
    ...pair("noiseShareInterval", noise),
    ...value("noise", agreement.noise),
    ...number("percent", agreement.percent),
    alpha: {
      ...value("nominal", alpha.nominal),
      ...value("ordinal", alpha.ordinal),
      ...value("interval", alpha.interval),
    },
    ...pair("alphaInterval", interval),
    ...value("ac1", agreement.ac1),
    ...value("ac2", agreement.ac2),
    ...value("cohenKappa", agreement.cohenKappa),
    ...value("fleissKappa", agreement.fleissKappa),
  };
}

function preferenceJson(preference: RulePreference): JsonObject {
  const { decidedAccuracy, withoutIt } = preference;
  return {
    pairs: preference.pairs,
    wins: preference.wins,
    ties: preference.ties,
    losses: preference.losses,
    accuracy: preference.accuracy,
    ...value("decidedAccuracy", decidedAccuracy),
    ...ends(isDefined(decidedAccuracy) ? decidedAccuracy.interval : decidedAccuracy),
    ...number("p", preference.p),
    ...number("adjustedP", preference.adjustedP),
    deff: preference.deff,
    tieShare: preference.tieShare,
    ...part("withoutIt", withoutIt, ({ before, after, difference }) => ({
      before,
      after,
      difference: estimateJson(difference),
    })),
    ...number("adaptiveShare", preference.adaptiveShare),
  };
}

function weightingJson(weighting: Weighting): JsonObject {
  return {
    name: weighting.name,
    pairs: weighting.pairs,
    ...number("accuracy", weighting.accuracy),
    ...part("differenceToUniform", weighting.differenceToUniform, estimateJson),
    ...part("byRaters", weighting.byRaters, ({ pairs, accuracy, differenceToUniform }) => ({
      pairs,
      accuracy,
      ...part("differenceToUniform", differenceToUniform, estimateJson),
    })),
    ...part("weights", weighting.weights, (weights) => Object.fromEntries(weights)),
    ...part("weightIntervals", weighting.weightIntervals, (intervals) =>
      Object.fromEntries(Array.from(intervals, ([id, { low, high }]) => [id, [low, high]])),
    ),
    ...(weighting.spread && { spread: { ...weighting.spread } }),
    ...(weighting.bySubset.size > 0 && {
      bySubset: Object.fromEntries(
        Array.from(weighting.bySubset, ([name, { pairs, accuracy }]) => [
          name,
          { pairs, ...number("accuracy", accuracy) },
        ]),
      ),
    }),
    ...(weighting.note !== undefined && { note: weighting.note }),
  };
}

function premiseJson(premise: Premise): JsonObject {
  return { accuracy: correlationJson(premise.accuracy), decidedAccuracy: correlationJson(premise.decidedAccuracy) };
}

function correlationJson(correlation: Correlation): JsonObject {
  return {
    ...number("pearson", correlation.pearson),
    ...number("spearman", correlation.spearman),
    ...number("p", correlation.p),
    ...ends(correlation.interval),
    rules: correlation.rules,
  };
}

function countsJson(levels: readonly Level[]): JsonObject {
  return Object.fromEntries(levels.map((level) => [String(level.value), level.count]));
}

/** A part of the preference evidence: without preferences it has their reason. */
function flat<Whole, T>(
  whole: Maybe<Whole>,
  name: string,
  of: (whole: Whole) => Maybe<T>,
  json: (value: T) => Json,
  otherwise: Json = null,
): JsonObject {
  const value = isDefined(whole) ? of(whole) : whole;
  return isDefined(value) ? { [name]: json(value) } : { [name]: otherwise, [`${name}Reason`]: value.unavailable };
}
