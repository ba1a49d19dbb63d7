/** `×1.3 · disputed` behind each id. Nothing where there is nothing to show. */
import type { Analysis, RuleAnalysis } from "../analysis/analysis.ts";
import * as show from "../analysis/format.ts";
import { relativeWeight } from "../analysis/summary.ts";
import { isQuiet } from "../analysis/verdict-words.ts";
import { lastNotAfter } from "../lint/search.ts";
import { endOfLine } from "../rubric/lines.ts";
import type { Range, Rubric, Rule } from "../rubric/rubric.ts";
import { isDefined } from "../statistics/result.ts";
import { plain } from "./ink.ts";
import { summaryLines } from "./rule-hover.ts";
import type { InlayHint } from "./types.ts";

export const hintParts = ["share", "weight", "entropy", "accuracy", "verdict"] as const;
export type HintPart = (typeof hintParts)[number];

export interface HintSettings {
  readonly enabled: boolean;
  readonly show: readonly HintPart[];
  readonly unit: show.EntropyUnit;
}

export function inlayHints(analysis: Analysis, within: Range, settings: HintSettings): readonly InlayHint[] {
  if (!settings.enabled) return [];
  const starts = analysis.rubric.rules.map(({ range }) => range.start);
  return analysis.rules.flatMap((rule) => {
    if (rule.rule.range.end < within.start || rule.rule.id.range.end > within.end) return [];
    const parts = [...new Set(settings.show.flatMap((part) => texts[part](rule, analysis, settings.unit) ?? []))];
    if (parts.length === 0) return [];
    const tooltip = summaryLines(rule, analysis, plain).join("\n");
    return [{ offset: offsetOf(rule.rule, analysis.rubric, starts), label: parts.join(" · "), tooltip }];
  });
}

/** Behind the id; a flow rule goes on in its line, and has the hint at the line's end unless another rule is there. */
function offsetOf(rule: Rule, { text }: Rubric, starts: readonly number[]): number {
  if (rule.style === "block") return rule.id.range.end;
  const end = endOfLine(text, rule.id.range.end);
  const next = starts[lastNotAfter(starts, rule.range.start) + 1];
  return next !== undefined && next < end ? rule.id.range.end : end;
}

type Part = (rule: RuleAnalysis, analysis: Analysis, unit: show.EntropyUnit) => string | undefined;

const texts: Readonly<Record<HintPart, Part>> = {
  share: (rule, analysis) => {
    if (rule.isGate) return rule.n > 0 ? "gate" : undefined;
    const relative = relativeWeight(rule, analysis);
    return isDefined(relative) ? `×${show.ratio(relative)}` : undefined;
  },
  weight: ({ weight, isGate, n }) => {
    if (isGate) return n > 0 ? "gate" : undefined;
    return isDefined(weight) ? `w ${show.weight(weight.value)}` : undefined;
  },
  entropy: ({ entropy }, _, unit) => (isDefined(entropy) ? `H ${show.entropy(entropy.nats, unit)}` : undefined),
  accuracy: ({ preference }) =>
    isDefined(preference) && isDefined(preference.decidedAccuracy)
      ? `right ${show.percent(preference.decidedAccuracy.value, 0)}`
      : undefined,
  verdict: ({ verdict }) => (isDefined(verdict) && !isQuiet(verdict.name) ? verdict.name : undefined),
};
