/** A rule's evidence, the verdict first: what it means, what the preferences say, the ratings, the weight; then the details. */
import { type Agreement, type Analysis, isPending, type RuleAnalysis, type Verdict } from "../analysis/analysis.ts";
import * as show from "../analysis/format.ts";
import { relativeWeight, weighedRules } from "../analysis/summary.ts";
import { verdictWords } from "../analysis/verdict-words.ts";
import { schemeOf } from "../analysis/weightings/weightings.ts";
import { isDefined } from "../statistics/result.ts";
import type { Ink } from "./ink.ts";

/** Paragraphs. The first ones fit a small box: verdict, accuracy, ratings, weight. */
export function ruleParagraphs(rule: RuleAnalysis, analysis: Analysis, unit: show.EntropyUnit, ink: Ink): string[] {
  if (rule.n === 0) return [`${ink.strong(ink.author(rule.id))}: ${noRatings(rule)}`];
  return [
    ...summaryLines(rule, analysis, ink),
    ink.chart(rule.levels, `${show.counted(rule.n, "rating")} of ${rule.id}`),
    ...(rule.isGate ? [] : [weightLine(rule, analysis, ink)]),
    ...(ink.line === undefined ? [] : [ink.line]),
    ...(isDefined(rule.weight)
      ? [schemeOf(analysis.options.weighting).explain(rule, rule.weight, analysis.options)]
      : []),
    entropyText(rule, unit),
    ...(isDefined(rule.agreement) ? [agreementText(rule.agreement)] : []),
    ratingsText(rule),
    ...preferenceText(rule, analysis),
  ];
}

/** The verdict, and what the preferences say of the rule: also the tooltip of a hint. */
export function summaryLines(rule: RuleAnalysis, analysis: Analysis, ink: Ink): string[] {
  const gate = rule.isGate ? [`${ink.strong("Gate")}: a hard limit, without a weight.`] : [];
  const accuracy = accuracyLine(rule, analysis, ink);
  return [...gate, verdictLine(rule, ink), ...(accuracy === undefined ? [] : [accuracy])];
}

function noRatings({ staleRatings }: RuleAnalysis): string {
  const stale =
    staleRatings > 0 ? ` ${show.counted(staleRatings, "rating")} for another wording of it do not count.` : "";
  return `no ratings yet.${stale} Attach a rating file under ratings:, or write ratings here.`;
}

/** "≠ Disputed: raters disagree (agreement 0.31)". */
function verdictLine(rule: RuleAnalysis, ink: Ink): string {
  const { verdict, ratingsWanted } = rule;
  if (!isDefined(verdict))
    return isPending(verdict) ? "Verdict: being computed." : `No verdict: ${verdict.unavailable}.`;
  const { sign, name } = verdictWords(verdict.name);
  const wanted =
    verdict.name === "unproven" && isDefined(ratingsWanted) && ratingsWanted > 0
      ? ` About ${show.counted(ratingsWanted, "more rating", "more ratings")} would settle its entropy.`
      : "";
  return `${sign} ${ink.strong(name)}: ${meaning(verdict, rule)}.${wanted}`;
}

/** What the verdict means here, with the one number that it is based on. */
function meaning({ name, basis }: Verdict, { agreement, entropy }: RuleAnalysis): string {
  const alpha = isDefined(agreement) && isDefined(agreement.alpha.interval) ? agreement.alpha.interval : undefined;
  const { meaning } = verdictWords(name);
  if (name === "reliable" && basis === "preferences") return "foresees your preferences";
  if (name === "reliable" && basis === "raters" && alpha)
    return `raters agree (agreement ${show.decimal(alpha.value)})`;
  if (name === "reliable") return "nothing found against it";
  // What the preferences say has a line of its own.
  if (basis === "preferences" && (name === "reversed" || name === "rare-but-predictive")) return meaning;
  if (alpha && basis !== "entropy") return `${meaning} (agreement ${show.decimal(alpha.value)})`;
  if (isDefined(entropy) && isDefined(entropy.normalized))
    return `${meaning} (entropy ${show.percent(entropy.normalized, 0)} of the maximum)`;
  return meaning;
}

/** "Right in 58.1% of the pairs it decides. Without it: 76.0% → 76.7%, +0.7 [0.2, 1.2] points." */
function accuracyLine({ preference, isGate }: RuleAnalysis, { rubric }: Analysis, ink: Ink): string | undefined {
  if (isGate || (rubric.preferences?.value.length ?? 0) === 0) return undefined;
  if (!isDefined(preference)) return `On your preferences: ${show.orReason(preference, () => "")}.`;
  const { decidedAccuracy, withoutIt } = preference;
  const right = isDefined(decidedAccuracy)
    ? `Right in ${ink.strong(show.percent(decidedAccuracy.value))} of the pairs it decides.`
    : "Decides no pair.";
  const without = isDefined(withoutIt)
    ? ` Without it: ${show.percent(withoutIt.before)} → ${show.percent(withoutIt.after)}, ${show.points(withoutIt.difference)} points.`
    : "";
  return right + without;
}

/** "Weight 0.18, 1.3 × an equal share, rank 1 of 7". */
function weightLine(rule: RuleAnalysis, analysis: Analysis, ink: Ink): string {
  const { weight } = rule;
  if (!isDefined(weight)) return `No weight: ${show.orReason(weight, () => "")}.`;
  const weighed = weighedRules(analysis.rules);
  const relative = relativeWeight(rule, analysis);
  const share =
    weighed > 1 && isDefined(relative)
      ? `, ${show.ratio(relative)} × an equal share, rank ${weight.rank} of ${weighed}`
      : "";
  const around = isDefined(weight.interval)
    ? ` [${show.weight(weight.interval.low)}, ${show.weight(weight.interval.high)}]`
    : "";
  return `Weight ${ink.strong(show.weight(weight.value))}${around}${share}.`;
}

function entropyText({ entropy, agreement }: RuleAnalysis, unit: show.EntropyUnit): string {
  if (!isDefined(entropy)) return `Entropy: ${show.orReason(entropy, () => "")}.`;
  const around = isDefined(entropy.interval)
    ? ` ${show.entropyInterval(entropy.interval, unit)}`
    : isPending(entropy.interval)
      ? " (interval being computed)"
      : "";
  const normalized = isDefined(entropy.normalized)
    ? `, ${show.percent(entropy.normalized, 0)} of the maximum on this scale`
    : `, not normalised: ${entropy.normalized.unavailable}`;
  const noise = isDefined(agreement) && isDefined(agreement.noiseShare) ? agreement.noiseShare.value : undefined;
  const share = noise === undefined ? "" : ` ${show.percent(Math.min(1, noise), 0)} of it is raters disagreeing.`;
  return `Entropy H = ${show.entropy(entropy.nats, unit)} ${unit}${around}${normalized}; corrected for few ratings (Miller-Madow) ${show.entropy(entropy.millerMadow, unit)}.${share}`;
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
    ...(isDefined(alpha.interval) ? [`Krippendorff's alpha ${show.estimate(alpha.interval)}`] : []),
    ...(isDefined(alpha.ordinal) ? [`ordinal ${show.estimate(alpha.ordinal)}`] : []),
    ...(isDefined(ac2) ? [`AC2 ${show.estimate(ac2)}`] : []),
  ];
  const said = coefficients.length > 0 ? coefficients.join(", ") : "no coefficient: all ratings are the same";
  return `Agreement on ${show.counted(items, "response")} rated twice or more: ${said} (1: raters agree, 0: as by chance).`;
}

function preferenceText({ preference }: RuleAnalysis, { rubric }: Analysis): string[] {
  if (!isDefined(preference) || (rubric.preferences?.value.length ?? 0) === 0) return [];
  const { pairs, ties, wins, losses, decidedAccuracy, tieShare } = preference;
  const around =
    isDefined(decidedAccuracy) && isDefined(decidedAccuracy.interval)
      ? ` ${show.percentInterval(decidedAccuracy.interval)}`
      : "";
  return [
    `It decides ${show.count(wins + losses)} of ${show.counted(pairs, "pair")}${around === "" ? "" : `, its accuracy in${around}`}, and ties ${show.count(ties)} (${show.percent(tieShare, 0)}).`,
  ];
}
