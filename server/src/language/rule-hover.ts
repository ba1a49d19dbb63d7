/** A rule's evidence in words that an author without statistics understands. */
import type { Agreement, Analysis, RuleAnalysis, RulePreference, VerdictName } from "../analysis/analysis.ts";
import { isPending } from "../analysis/analysis.ts";
import * as show from "../analysis/format.ts";
import type { Maybe } from "../statistics/result.ts";
import { isDefined } from "../statistics/result.ts";
import { chartImage, chartText } from "./chart.ts";

/** Paragraphs; `isMarkdown` decides on pictures and emphasis, never on what is said. */
export function ruleParagraphs(
  rule: RuleAnalysis,
  analysis: Analysis,
  unit: show.EntropyUnit,
  isMarkdown: boolean,
): string[] {
  const strong = (text: string) => (isMarkdown ? `**${text}**` : text);
  if (rule.n === 0) return [`${strong(rule.id)}: ${noRatings(rule)}`];
  const title = `${show.counted(rule.n, "rating")} of ${rule.id}`;
  return [
    strong(rule.id) + (rule.isGate ? ": a gate, a hard limit without a weight" : ""),
    ...(rule.isGate ? [] : [weightText(rule, analysis, strong)]),
    isMarkdown ? chartImage(rule.levels, `${title}: ${chartText(rule.levels)}`) : `Ratings: ${chartText(rule.levels)}.`,
    entropyText(rule, unit, strong),
    ratingsText(rule),
    ...(isDefined(rule.agreement) ? [agreementText(rule.agreement)] : []),
    ...preferenceText(rule.preference, analysis),
    ...verdictText(rule, strong),
  ];
}

function noRatings(rule: RuleAnalysis): string {
  const stale =
    rule.staleRatings > 0
      ? ` ${show.counted(rule.staleRatings, "rating")} for another wording of it do not count.`
      : "";
  return `no ratings yet.${stale} Attach a rating file under ratings:, or write ratings here.`;
}

function weightText(
  { weight, entropy }: RuleAnalysis,
  { rules, options }: Analysis,
  strong: (text: string) => string,
): string {
  if (!isDefined(weight)) return `No weight: ${show.orReason(weight, () => "")}.`;
  const weighed = rules.filter((rule) => isDefined(rule.weight)).length;
  const around = isDefined(weight.interval)
    ? ` [${show.weight(weight.interval.low)}, ${show.weight(weight.interval.high)}]`
    : "";
  const rank = weighed > 1 ? `, rank ${weight.rank} of ${weighed}` : "";
  const first = `Weight ${strong(show.weight(weight.value))}${around}${rank}.`;
  if (options.weighting !== "encore" || !isDefined(entropy)) return `${first} By ${options.weighting} weighting.`;
  return `${first} ${howWeighed(entropy, rules, options)}`;
}

function howWeighed(
  entropy: { readonly nats: number; readonly millerMadow: number },
  rules: readonly RuleAnalysis[],
  { temperature, estimator }: Analysis["options"],
): string {
  const of = (one: { nats: number; millerMadow: number }) => (estimator === "plug-in" ? one.nats : one.millerMadow);
  const share = (h: number) => Math.exp(-h / temperature);
  const sum = rules.reduce(
    (total, rule) => (!rule.isGate && isDefined(rule.entropy) ? total + share(of(rule.entropy)) : total),
    0,
  );
  const h = of(entropy);
  return `It is exp(-H/τ) = exp(-${show.entropy(h)}/${show.temperature(temperature)}) = ${show.decimal(share(h), 3)}, over the sum of that for all rules, ${show.decimal(sum, 2)}.`;
}

/** "H = 1.35 nats [1.28, 1.41], of which 41% is raters disagreeing". */
function entropyText(
  { entropy, agreement }: RuleAnalysis,
  unit: show.EntropyUnit,
  strong: (text: string) => string,
): string {
  if (!isDefined(entropy)) return `Entropy: ${show.orReason(entropy, () => "")}.`;
  const around = isDefined(entropy.interval)
    ? ` ${show.entropyInterval(entropy.interval, unit)}`
    : isPending(entropy.interval)
      ? " (interval being computed)"
      : "";
  const noise = isDefined(agreement) && isDefined(agreement.noiseShare) ? agreement.noiseShare.value : undefined;
  const share = noise === undefined ? "" : `, of which ${show.percent(Math.min(1, noise), 0)} is raters disagreeing`;
  const normalized = isDefined(entropy.normalized)
    ? `${show.percent(entropy.normalized, 0)} of the most that the scale allows`
    : `not normalised: ${entropy.normalized.unavailable}`;
  return `${strong(`H = ${show.entropy(entropy.nats, unit)} ${unit}`)}${around}${share}: ${normalized}. With the correction for few ratings (Miller-Madow): ${show.entropy(entropy.millerMadow, unit)}.`;
}

function ratingsText({ n, nEffective, missing, outOfScale, repeats, staleRatings }: RuleAnalysis): string {
  const effective =
    isDefined(nEffective) && Math.round(nEffective) < n
      ? `, worth ${show.count(nEffective)} independent ones, because raters of one response say much the same`
      : "";
  const off = outOfScale.reduce((sum, { count }) => sum + count, 0);
  const repeated = repeats.same + repeats.conflicting;
  const left = [
    ...(missing > 0 ? [`${show.count(missing)} missing`] : []),
    ...(off > 0 ? [`${show.count(off)} off the scale`] : []),
    ...(repeated > 0 ? [`${show.count(repeated)} repeated`] : []),
    ...(staleRatings > 0 ? [`${show.count(staleRatings)} for another wording`] : []),
  ];
  return `${show.counted(n, "rating")}${effective}${left.length > 0 ? `; not counted: ${left.join(", ")}` : ""}.`;
}

function agreementText({ items, alpha, ac2 }: Agreement): string {
  const coefficients = [
    ...(isDefined(alpha.ordinal) ? [`Krippendorff's alpha ${show.estimate(alpha.ordinal)}`] : []),
    ...(isDefined(ac2) ? [`AC2 ${show.estimate(ac2)}`] : []),
  ];
  const said = coefficients.length > 0 ? coefficients.join(", ") : "no coefficient: all ratings are the same";
  return `Raters on ${show.counted(items, "response")} rated twice or more: ${said} (1: they agree, 0: as by chance).`;
}

function preferenceText(preference: Maybe<RulePreference>, { rubric }: Analysis): string[] {
  if (!rubric.preferences || rubric.preferences.value.length === 0) return [];
  if (!isDefined(preference)) return [`On your preferences: ${show.orReason(preference, () => "")}.`];
  const { pairs, ties, wins, losses, decidedAccuracy, tieShare, withoutIt } = preference;
  const decided = isDefined(decidedAccuracy)
    ? `tells ${show.count(wins + losses)} apart and is right in ${show.percent(decidedAccuracy.value)}${isDefined(decidedAccuracy.interval) ? ` ${show.percentInterval(decidedAccuracy.interval)}` : ""} of these (50% is chance)`
    : "tells none apart";
  const without = isDefined(withoutIt)
    ? ` Without it the whole rubric goes from ${show.percent(withoutIt.before)} to ${show.percent(withoutIt.after)}: ${show.points(withoutIt.difference)} points.`
    : "";
  return [
    `On ${show.counted(pairs, "pair")} it ${decided}; it ties ${show.count(ties)} (${show.percent(tieShare, 0)}).${without}`,
  ];
}

const meanings: Readonly<Record<VerdictName, string>> = {
  reversed: "points the wrong way",
  uninformative: "one value has nearly all ratings, so it decides next to nothing",
  "rare-but-predictive": "it seldom speaks, and is right when it does",
  unreliable: "its ratings are spread so widely that nothing can be relied on",
  "noisy-but-predictive": "its ratings are spread widely, yet it is right more often than chance",
  disputed: "raters do not agree about it",
  unproven: "too few ratings to say anything",
  reliable: "nothing speaks against it",
};

const bases = {
  preferences: "your preferences",
  raters: "what several raters said of the same responses",
  entropy: "the spread of its ratings alone",
  none: "nothing yet",
} as const;

function verdictText({ verdict, ratingsWanted }: RuleAnalysis, strong: (text: string) => string): string[] {
  if (!isDefined(verdict)) return isPending(verdict) ? ["Verdict: being computed."] : [];
  const wanted =
    verdict.name === "unproven" && isDefined(ratingsWanted) && ratingsWanted > 0
      ? ` About ${show.counted(ratingsWanted, "more rating", "more ratings")} would narrow its entropy to a tenth of the scale's range.`
      : "";
  return [
    `Verdict: ${strong(verdict.name)}, ${meanings[verdict.name]}. This rests on ${bases[verdict.basis]}.${wanted}`,
  ];
}
