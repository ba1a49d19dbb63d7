/** What a rubric's evidence comes to, in at most three sentences that need no statistics. */
import type { Analysis, RuleAnalysis, VerdictName, Weighting } from "../analysis/analysis.ts";
import { isPending } from "../analysis/analysis.ts";
import * as show from "../analysis/format.ts";
import { isDefined } from "../statistics/result.ts";

/** What each group of verdicts says of its rules, with the verb for one rule and for several. */
const groups: readonly { readonly verdicts: readonly VerdictName[]; readonly one: string; readonly several: string }[] =
  [
    {
      verdicts: ["reliable", "rare-but-predictive", "noisy-but-predictive"],
      one: "carries this rubric",
      several: "carry this rubric",
    },
    { verdicts: ["reversed"], one: "points against your preferences", several: "point against your preferences" },
    {
      verdicts: ["unreliable", "disputed"],
      one: "is rated differently by different raters",
      several: "are rated differently by different raters",
    },
    {
      verdicts: ["uninformative"],
      one: "gets the same rating nearly always",
      several: "get the same rating nearly always",
    },
  ];

export function conclusion(analysis: Analysis): readonly string[] {
  const rated = analysis.rules.filter(({ n, isGate }) => n > 0 && !isGate);
  if (rated.length === 0) return ["No rule has ratings, so nothing can be said about this rubric yet."];
  return [aboutRules(rated), aboutWeights(analysis), aboutDrops(rated)].filter((sentence) => sentence !== "");
}

function aboutRules(rules: readonly RuleAnalysis[]): string {
  const parts = groups.flatMap(({ verdicts, one, several }) => {
    const ids = rules.flatMap(({ id, verdict }) => (isDefined(verdict) && verdicts.includes(verdict.name) ? [id] : []));
    return ids.length === 0 ? [] : [`${named(ids)} ${ids.length === 1 ? one : several}`];
  });
  if (parts.length > 0) return `${parts.join("; ")}.`;
  return rules.some(({ verdict }) => isPending(verdict))
    ? "The evidence is being computed."
    : "The ratings show neither that a rule can be relied on nor that one cannot.";
}

/** What the weights that need no preferences gain on the author's pairs. */
function aboutWeights({ weightings, preferences, options }: Analysis): string {
  if (!isDefined(preferences)) return `No preferences are attached, so no weighting can be measured against another.`;
  const compared = weightings.filter(
    ({ name, differenceToUniform }) => own.has(name) && isDefined(differenceToUniform),
  );
  const present = compared.find(({ name }) => name === options.weighting);
  const best = compared.filter(isBetter).sort((a, b) => gainOf(b) - gainOf(a))[0];
  const presently = present && present.name !== "uniform" ? sentenceOf(present) : "";
  if (best === undefined)
    return presently === "" ? "No weighting does better than equal weights beyond chance." : `${presently}.`;
  const better = `${labelOf(best.name)} do better than equal weights by ${pointsOf(best)} points`;
  return presently === "" || best === present ? `${better}.` : `${presently}; ${lower(better)}.`;
}

const own = new Set(["encore", "signal", "kelley", "peer", "author"]);

function labelOf(name: string): string {
  return name === "encore"
    ? "ENCORE's weights"
    : name === "author"
      ? "Your own weights"
      : `${name[0]?.toUpperCase()}${name.slice(1)} weights`;
}

function lower(text: string): string {
  return text.startsWith("ENCORE") ? text : `${text[0]?.toLowerCase()}${text.slice(1)}`;
}

function sentenceOf(weighting: Weighting): string {
  const label = labelOf(weighting.name);
  if (isBetter(weighting)) return `${label} do better than equal weights by ${pointsOf(weighting)} points`;
  const { differenceToUniform: difference } = weighting;
  const isWorse = isDefined(difference) && isDefined(difference.interval) && difference.interval.high < 0;
  return isWorse
    ? `${label} do worse than equal weights by ${pointsOf(weighting)} points`
    : `Equal weights do as well as ${lower(label)}`;
}

function isBetter({ differenceToUniform: difference }: Weighting): boolean {
  return isDefined(difference) && isDefined(difference.interval) && difference.interval.low > 0;
}

function gainOf({ differenceToUniform }: Weighting): number {
  return isDefined(differenceToUniform) ? differenceToUniform.value : 0;
}

function pointsOf({ differenceToUniform }: Weighting): string {
  return isDefined(differenceToUniform) ? show.points(differenceToUniform) : "";
}

/** Rules without which the rubric is right more often, beyond chance. */
function aboutDrops(rules: readonly RuleAnalysis[]): string {
  const helped = rules.filter(({ preference }) => {
    const change = isDefined(preference) ? preference.withoutIt : undefined;
    if (change === undefined || !isDefined(change) || !isDefined(change.difference.interval)) return false;
    return change.difference.interval.low > 0;
  });
  if (helped.length === 0) return "";
  return `Without ${named(
    helped.map(({ id }) => id),
    "or",
  )} the rubric agrees with your preferences more often.`;
}

const MOST_NAMED = 4;

function named(ids: readonly string[], joiner = "and"): string {
  const shown = ids.slice(0, MOST_NAMED).map((id) => `\`${id}\``);
  const rest = ids.length - shown.length;
  const all = rest > 0 ? [...shown, `${show.counted(rest, "other")}`] : shown;
  return all.length < 2 ? (all[0] ?? "") : `${all.slice(0, -1).join(", ")} ${joiner} ${all.at(-1)}`;
}
