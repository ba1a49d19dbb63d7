/** `w 0.18 · H 1.55` behind each id. Nothing where there is nothing to show. */
import type { Analysis, RuleAnalysis } from "../analysis/analysis.ts";
import * as show from "../analysis/format.ts";
import type { Range } from "../rubric/rubric.ts";
import { isDefined } from "../statistics/result.ts";
import type { InlayHint } from "./types.ts";

export type HintPart = "weight" | "entropy" | "accuracy" | "verdict";

export interface HintSettings {
  readonly enabled: boolean;
  readonly show: readonly HintPart[];
  readonly unit: show.EntropyUnit;
}

export function inlayHints(analysis: Analysis, within: Range, settings: HintSettings): readonly InlayHint[] {
  if (!settings.enabled) return [];
  return analysis.rules.flatMap((rule) => {
    const offset = rule.rule.id.range.end;
    if (offset < within.start || offset > within.end) return [];
    const parts = settings.show.map((part) => texts[part](rule, settings.unit)).filter((text) => text !== undefined);
    if (parts.length === 0) return [];
    return [{ offset, label: parts.join(" · "), tooltip: tooltip(rule, settings.unit) }];
  });
}

const texts: Readonly<Record<HintPart, (rule: RuleAnalysis, unit: show.EntropyUnit) => string | undefined>> = {
  weight: ({ weight, isGate, n }) => {
    if (isGate) return n > 0 ? "gate" : undefined;
    return isDefined(weight) ? `w ${show.weight(weight.value)}` : undefined;
  },
  entropy: ({ entropy }, unit) => (isDefined(entropy) ? `H ${show.entropy(entropy.nats, unit)}` : undefined),
  accuracy: ({ preference }) =>
    isDefined(preference) && isDefined(preference.decidedAccuracy)
      ? `right ${show.percent(preference.decidedAccuracy.value, 0)}`
      : undefined,
  verdict: ({ verdict }) => (isDefined(verdict) ? verdict.name : undefined),
};

function tooltip({ n, entropy }: RuleAnalysis, unit: show.EntropyUnit): string {
  const normalized =
    isDefined(entropy) && isDefined(entropy.normalized)
      ? `, ${show.percent(entropy.normalized, 0)} of the most there can be`
      : "";
  return `w: weight. H: entropy of ${show.counted(n, "rating")} in ${unit}${normalized}. The hover tells more.`;
}
