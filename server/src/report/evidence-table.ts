/** The evidence of a whole rubric for a terminal: a table of rules, then what the preferences say. */
import type { Analysis, Correlation, RuleAnalysis } from "../analysis/analysis.ts";
import * as show from "../analysis/format.ts";
import { isDefined, type Maybe } from "../statistics/result.ts";
import { table } from "./table.ts";
import type { Style } from "./terminal.ts";

/** `width`: columns of the terminal; the less important columns of a table are dropped for it. */
export function evidenceText(analysis: Analysis, style: Style, width = Number.POSITIVE_INFINITY): string {
  const sections = [
    rulesText(analysis, style, width),
    weightingsText(analysis, style, width),
    premiseText(analysis, style, width),
  ];
  return sections.filter((section) => section !== "").join("\n\n");
}

/** n, H, interval, weight of each rule; agreement and accuracy where there is any. */
export function rulesText(
  { rules, effectiveRules, options }: Analysis,
  style: Style,
  width = Number.POSITIVE_INFINITY,
): string {
  const hasRaters = rules.some((rule) => isDefined(rule.agreement));
  const hasPairs = rules.some((rule) => isDefined(rule.preference));
  const columns = [
    { title: "rule" },
    { title: "n", align: "right" as const, dropped: 2 },
    ...(hasRaters ? [{ title: "n_eff", align: "right" as const, dropped: 8 }] : []),
    { title: "H (nats)", align: "right" as const },
    { title: "95%", dropped: 6 },
    { title: "H/ln m", align: "right" as const, dropped: 5 },
    { title: "weight", align: "right" as const },
    { title: "95%", dropped: 7 },
    ...(hasRaters
      ? [
          { title: "noise", align: "right" as const, dropped: 4 },
          { title: "alpha", dropped: 3 },
        ]
      : []),
    ...(hasPairs
      ? [
          { title: "decided right", dropped: 1 },
          { title: "ties", align: "right" as const, dropped: 9 },
        ]
      : []),
    { title: "verdict" },
  ];
  const rows = rules.map((rule) => ruleRow(rule, hasRaters, hasPairs));
  const [head = "", ...body] = table(columns, rows, width);
  const total = isDefined(effectiveRules)
    ? `${show.decimal(effectiveRules, 1)} effective rules of ${rules.filter((rule) => isDefined(rule.weight)).length} weighed, by ${options.weighting} at temperature ${show.temperature(options.temperature)}`
    : `No weights: ${effectiveRules.unavailable}.`;
  return [style.bold(head), ...body, style.dim(total)].join("\n");
}

function ruleRow(rule: RuleAnalysis, hasRaters: boolean, hasPairs: boolean): string[] {
  const { entropy, weight, agreement, preference, verdict } = rule;
  return [
    rule.id,
    show.count(rule.n),
    ...(hasRaters ? [cell(rule.nEffective, show.count)] : []),
    cell(entropy, (known) => show.entropy(known.nats)),
    cell(entropy, (known) => cell(known.interval, (interval) => show.entropyInterval(interval))),
    cell(entropy, (known) => cell(known.normalized, (share) => show.decimal(share))),
    rule.isGate ? "gate" : cell(weight, (known) => show.weight(known.value)),
    cell(weight, (known) => cell(known.interval, ({ low, high }) => `[${show.weight(low)}, ${show.weight(high)}]`)),
    ...(hasRaters
      ? [
          cell(agreement, (known) => cell(known.noiseShare, ({ value }) => show.percent(value, 0))),
          cell(agreement, (known) => cell(known.alpha.ordinal, (alpha) => show.estimate(alpha))),
        ]
      : []),
    ...(hasPairs
      ? [
          cell(preference, (known) => cell(known.decidedAccuracy, accuracyText)),
          cell(preference, (known) => show.percent(known.tieShare, 0)),
        ]
      : []),
    isDefined(verdict) ? verdict.name : rule.n === 0 ? "no ratings" : "",
  ];
}

function accuracyText({
  value,
  interval,
}: {
  value: number;
  interval: Maybe<{ low: number; high: number; method: string }>;
}): string {
  return isDefined(interval) ? `${show.percent(value)} ${show.percentInterval(interval)}` : show.percent(value);
}

function weightingsText({ weightings, preferences }: Analysis, style: Style, width: number): string {
  if (!isDefined(preferences)) return style.dim(`Accuracy is not measured: ${preferences.unavailable}.`);
  const judged = weightings.filter((weighting) => isDefined(weighting.accuracy));
  const [head = "", ...body] = table(
    [
      { title: "weighting" },
      { title: "accuracy", align: "right" },
      { title: "over uniform (points, 95%)", dropped: 1 },
      { title: "", dropped: 2 },
    ],
    judged.map((weighting) => [
      weighting.name,
      cell(weighting.accuracy, (accuracy) => show.percent(accuracy)),
      weighting.name === "uniform" ? "" : cell(weighting.differenceToUniform, show.points),
      weighting.spread
        ? `5th to 95th percentile ${show.percent(weighting.spread.low)} to ${show.percent(weighting.spread.high)}`
        : (weighting.note ?? ""),
    ]),
    width,
  );
  const measured = `On ${show.counted(preferences.pairs, "pair")} of ${show.counted(preferences.prompts, "prompt")}`;
  const best = preferences.bestTemperature;
  const sweep = isDefined(best)
    ? [
        `Best temperature on held-out folds: ${show.temperature(best.temperature)}, over uniform ${show.points(best.gain)} points${saysNothing(best.gain) ? ": no temperature beats uniform beyond chance" : ""}.`,
      ]
    : [];
  return [style.dim(`${measured}:`), style.bold(head), ...body, ...sweep].join("\n");
}

function saysNothing({ interval }: { interval: Maybe<{ low: number; high: number; method: string }> }): boolean {
  return !isDefined(interval) || interval.low <= 0;
}

function premiseText({ preferences }: Analysis, style: Style, width: number): string {
  if (!isDefined(preferences)) return "";
  const { entropyVsAccuracy, noiseVsAccuracy, entropyVsBradleyTerry } = preferences;
  const rows = [
    ...(isDefined(entropyVsAccuracy)
      ? [
          row("entropy against accuracy", entropyVsAccuracy.accuracy),
          row("entropy against decided accuracy", entropyVsAccuracy.decidedAccuracy),
        ]
      : []),
    ...(isDefined(noiseVsAccuracy)
      ? [
          row("noise against accuracy", noiseVsAccuracy.accuracy),
          row("noise against decided accuracy", noiseVsAccuracy.decidedAccuracy),
        ]
      : []),
    ...(isDefined(entropyVsBradleyTerry) ? [row("entropy against Bradley-Terry weight", entropyVsBradleyTerry)] : []),
  ];
  if (rows.length === 0) return "";
  const [head = "", ...body] = table(
    [{ title: "over rules" }, { title: "Pearson" }, { title: "Spearman", align: "right", dropped: 1 }, { title: "" }],
    rows,
    width,
  );
  return [style.bold(head), ...body].join("\n");
}

function row(name: string, { pearson, spearman, p, interval }: Correlation): string[] {
  const around = isDefined(interval) ? ` ${show.interval(interval)}` : "";
  return [
    name,
    cell(pearson, (r) => `${show.signed(r)}${around}`),
    cell(spearman, (rho) => show.signed(rho)),
    cell(p, show.probability),
  ];
}

function cell<T>(value: Maybe<T>, text: (value: T) => string): string {
  return isDefined(value) ? text(value) : "";
}
